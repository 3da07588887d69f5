package dev.adjoint.op;

import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A tensor with a label for each axis, the parts that [Einsum] and [TensorDot] are made of. Axes
/// of different tensors with one label belong together.
///
/// @param x the tensor
/// @param labels a character for each axis
record Labelled(Tensor x, String labels) {
  /// Takes the diagonal of axes with one label, until each label is there once.
  Labelled diagonal() {
    for (int second = 1; second < labels.length(); second++) {
      char label = labels.charAt(second);
      int first = labels.indexOf(label);
      if (first < second) {
        String others =
            labels.substring(0, first)
                + labels.substring(first + 1, second)
                + labels.substring(second + 1);
        return new Labelled(Diagonal.of(x, 0, first, second), others + label).diagonal();
      }
    }
    return this;
  }

  /// Sums over all axes whose labels are not kept.
  Labelled sum(String kept) {
    int[] axes =
        IntStream.range(0, labels.length())
            .filter(axis -> kept.indexOf(labels.charAt(axis)) < 0)
            .toArray();
    return axes.length == 0 ? this : new Labelled(Sum.of(x, axes), common(labels, kept));
  }

  /// Leaves out an axis of size 1 where the others have another size, as broadcasting does.
  Labelled narrow(int label, int size) {
    int axis = labels.indexOf(label);
    if (axis < 0 || x.shape().size(axis) != 1 || size == 1) {
      return this;
    }
    Tensor rest = x.reshape(x.shape().without(List.of(axis)).toArray());
    return new Labelled(rest, without(labels, Character.toString(label)));
  }

  /// The axes in the order of some labels, which are all of its own.
  Labelled inOrder(String order) {
    int[] axes = order.chars().map(labels::indexOf).toArray();
    return order.equals(labels) ? this : new Labelled(x.transpose(axes), order);
  }

  /// The product with another, summed over their common labels that are not kept. The result has
  /// the common labels first, then those of this tensor, then those of the other.
  Labelled times(Labelled that, String kept) {
    String both = common(labels, that.labels);
    String batch = common(both, kept);
    String inner = without(both, kept);
    String left = without(labels, both);
    String right = without(that.labels, both);
    if (inner.isEmpty() || !x.type().isFloating()) {
      String all = batch + inner + left + right;
      return new Labelled(spread(all).times(that.spread(all)), all).sum(batch + left + right);
    }
    Tensor a = matrices(batch, left, inner);
    Tensor b = that.matrices(batch, inner, right);
    Tensor y = Tensor.of(new MatMul(), a, b);
    int[] sizes = IntStream.concat(sizes(batch + left), that.sizes(right)).toArray();
    return new Labelled(y.reshape(sizes), batch + left + right);
  }

  /// The axes in an order, with size 1 for those it does not have.
  private Tensor spread(String order) {
    int[] sizes = order.chars().map(c -> labels.indexOf(c) < 0 ? 1 : size(c)).toArray();
    return inOrder(common(order, labels)).x.reshape(sizes);
  }

  /// Matrices whose rows and columns are several axes each.
  private Tensor matrices(String batch, String rows, String columns) {
    IntStream ends = IntStream.of(count(rows), count(columns));
    int[] sizes = IntStream.concat(sizes(batch), ends).toArray();
    return inOrder(batch + rows + columns).x.reshape(sizes);
  }

  /// How many elements the axes with some labels have.
  int count(String some) {
    return sizes(some).reduce(1, Math::multiplyExact);
  }

  private IntStream sizes(String some) {
    return some.chars().map(this::size);
  }

  /// The size of the axis with a label, which is there.
  int size(int label) {
    return x.shape().size(labels.indexOf(label));
  }

  /// The labels of the first that are in the second too.
  static String common(String labels, String others) {
    return filter(labels, c -> others.indexOf(c) >= 0);
  }

  /// The labels of the first that are not in the second.
  static String without(String labels, String others) {
    return filter(labels, c -> others.indexOf(c) < 0);
  }

  private static String filter(String labels, IntPredicate test) {
    return labels
        .chars()
        .filter(test)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
