package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;

/// Matrices with ones on a diagonal and zeros elsewhere; a formula of two vectors of numbers, so a
/// large one takes no memory until it is computed.
public final class Eye {
  private Eye() {}

  /// {@return the identity matrix}
  ///
  /// @param dtype the dtype of the elements
  /// @param size the number of rows and columns
  public static Tensor of(DType dtype, int size) {
    return of(dtype, size, size, 0);
  }

  /// {@return a matrix with ones on a diagonal}
  ///
  /// @param dtype the dtype of the elements
  /// @param rows the number of rows
  /// @param columns the number of columns
  /// @param diagonal which diagonal: 0 the main one, positive above it, negative below
  public static Tensor of(DType dtype, int rows, int columns, int diagonal) {
    Tensor places = Arange.of(rows).plus(diagonal).reshape(rows, 1);
    return Equal.of(Arange.of(columns), places).cast(dtype);
  }
}
