package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A tensor cut into pieces along an axis: the inverse of [Concat].
///
/// Shapes: that of `x` with each size in turn along the axis. Dtype: any, kept. One output for each
/// piece. Pullback: the cotangents of all pieces, one after the other, in one go; a [Slice] for
/// each would be padded with zeros and added, piece by piece.
///
/// @param axis the axis, counted from the front
/// @param sizes the sizes of the pieces
public record Split(int axis, List<Integer> sizes) implements Routine {
  /// Keeps a copy of the sizes.
  public Split {
    sizes = List.copyOf(sizes);
  }

  /// {@return equal pieces of a tensor}
  ///
  /// @param x the tensor
  /// @param pieces how many
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or cannot be cut evenly
  public static List<Tensor> of(Tensor x, int pieces, int axis) {
    int size = TypeRule.ask("split", x, shape -> shape.size(axis));
    if (pieces < 1 || size % pieces != 0) {
      throw TypeRule.broken(
          "split",
          x,
          ": axis %d of size %d cannot be cut into %d equal pieces; use ofSizes"
              .formatted(axis, size, pieces));
    }
    return ofSizes(x, axis, Collections.nCopies(pieces, size / pieces));
  }

  /// {@return pieces of a tensor}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @param sizes the sizes of the pieces
  /// @throws IllegalArgumentException if the axis does not exist or the sizes do not add up to its
  public static List<Tensor> ofSizes(Tensor x, int axis, List<Integer> sizes) {
    int at = TypeRule.ask("split", x, shape -> shape.axis(axis));
    return Node.of(new Split(at, sizes), List.of(x)).outputs();
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.axisExists(this, x, axis);
    long sum = sizes.stream().mapToLong(size -> size).sum();
    if (sizes.isEmpty() || Collections.min(sizes) < 0 || sum != x.shape().size(axis)) {
      throw error(
          inputs,
          "sizes %s do not add up to the %d of axis %d"
              .formatted(sizes, x.shape().size(axis), axis));
    }
    return sizes.stream().map(size -> x.withShape(piece(x.shape(), size))).toList();
  }

  private Shape piece(Shape x, int size) {
    int[] result = x.toArray();
    result[axis] = size;
    return Shape.of(result);
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.getFirst();
    int row = row(x);
    int at = 0;
    for (Buffer y : outputs) {
      int part = row(y);
      for (int i = 0, from = at; i < y.count(); i += part, from += row) {
        y.copy(x, from, i, part);
      }
      at += part;
    }
  }

  /// How many elements lie together before an outer axis counts up.
  private int row(Buffer x) {
    return x.type().shape().size(axis) * x.type().shape().strides()[axis];
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    return Concat.of(axis, cotangents);
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(ofSizes(batch.whole(0), axis + 1, sizes));
  }

  /// One piece is all of it.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    return sizes.size() == 1 ? Optional.of(inputs.getFirst()) : Optional.empty();
  }
}
