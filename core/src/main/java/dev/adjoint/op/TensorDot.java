package dev.adjoint.op;

import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.TypeRuleException;
import java.util.List;
import java.util.stream.IntStream;

/// Products of two tensors summed over pairs of axes: NumPy's `tensordot`.
///
/// Shape: the axes of the first that are not summed over, then those of the second. Dtypes: f32,
/// f64 or i32 (wraps), both the same, kept. Made of [Transpose], [Reshape] and [MatMul].
public final class TensorDot {
  private TensorDot() {}

  /// {@return the product summed over the last axes of the first and the first axes of the second}
  ///
  /// @param a the first tensor
  /// @param b the second tensor
  /// @param count how many axes
  /// @throws IllegalArgumentException if there are not as many axes, or their sizes differ
  public static Tensor of(Tensor a, Tensor b, int count) {
    int rank = a.shape().rank();
    if (count < 0 || count > rank || count > b.shape().rank()) {
      throw broken(a, b, "cannot sum over %d axes".formatted(count));
    }
    return of(
        a, b, IntStream.range(rank - count, rank).toArray(), IntStream.range(0, count).toArray());
  }

  /// {@return the product summed over pairs of axes}
  ///
  /// @param a the first tensor
  /// @param b the second tensor
  /// @param left axes of the first, from the back if negative
  /// @param right the axis of the second for each of them, from the back if negative
  /// @throws IllegalArgumentException if an axis does not exist or is named twice, or the sizes of
  ///   a pair differ
  public static Tensor of(Tensor a, Tensor b, int[] left, int[] right) {
    if (left.length != right.length) {
      throw broken(a, b, "%d axes do not pair with %d".formatted(left.length, right.length));
    }
    String first = Subscripts.fresh("", a.shape().rank());
    char[] second = Subscripts.fresh(first, b.shape().rank()).toCharArray();
    for (int k = 0; k < left.length; k++) {
      int i = axis(a, left[k], left);
      int j = axis(b, right[k], right);
      if (a.shape().size(i) != b.shape().size(j)) {
        throw broken(
            a,
            b,
            "axis %d of size %d is paired with axis %d of size %d"
                .formatted(i, a.shape().size(i), j, b.shape().size(j)));
      }
      second[j] = first.charAt(i);
    }
    String labels = new String(second);
    String kept = Labelled.without(first, labels) + Labelled.without(labels, first);
    return new Labelled(a, first).times(new Labelled(b, labels), kept).x();
  }

  private static int axis(Tensor x, int axis, int[] all) {
    if (all.length > 0) {
      TypeRule.ask("tensordot", x, shape -> shape.axes(all));
    }
    return x.shape().axis(axis);
  }

  private static IllegalArgumentException broken(Tensor a, Tensor b, String rule) {
    return TypeRuleException.of(
        "tensordot",
        "tensordot of %s and %s: %s".formatted(a.type(), b.type(), rule),
        List.of(
            new TypeRuleException.Part("left operand", a),
            new TypeRuleException.Part("right operand", b)));
  }
}
