package dev.adjoint.op;

import dev.adjoint.array.Shape;
import dev.adjoint.graph.Tensor;

/// Matrices of zeros with given numbers on a diagonal: `y[…,i,i] = x[…,i]`, the transpose of
/// [Diagonal]. Made of [Pad] and [Reshape], as neighbours on a diagonal are equally far apart.
public final class Diag {
  private Diag() {}

  /// {@return square matrices with these numbers on the main diagonal}
  ///
  /// @param x the numbers of each matrix in the last axis
  /// @throws IllegalArgumentException if there is no axis
  public static Tensor of(Tensor x) {
    return of(x, 0);
  }

  /// {@return square matrices with these numbers on a diagonal, just large enough}
  ///
  /// @param x the numbers of each matrix in the last axis
  /// @param offset which diagonal: 0 the main one, positive above it, negative below
  /// @throws IllegalArgumentException if there is no axis
  public static Tensor of(Tensor x, int offset) {
    int size = TypeRule.ask("diag", x, shape -> shape.size(-1));
    int side = Math.addExact(size, Math.absExact(offset));
    return of(x, offset, side, side);
  }

  /// The diagonal of matrices of some size; it must have just as many elements.
  static Tensor of(Tensor x, int offset, int rows, int columns) {
    int size = x.shape().size(-1);
    int[] sizes = TypeRule.insert(x.shape(), x.shape().rank(), columns).toArray();
    sizes[sizes.length - 2] = rows;
    if (size == 0) {
      return Tensor.zeros(x.type().withShape(Shape.of(sizes)));
    }
    int last = x.shape().rank() - 1;
    int[] lows = new int[last + 1];
    int[] highs = new int[last + 1];
    int[] interiors = new int[last + 1];
    lows[last] = offset < 0 ? -offset * columns : offset;
    interiors[last] = columns;
    highs[last] = rows * columns - lows[last] - Pad.spread(size, columns);
    return Pad.of(x, lows, highs, interiors).reshape(sizes);
  }
}
