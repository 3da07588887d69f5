package dev.adjoint.kernel;

/// A matrix in an array: element (i, j) is at `offset + i·row + j·column`.
///
/// @param <A> `float[]` or `double[]`
record Matrix<A>(A array, int offset, int row, int column) {
  int index(int i, int j) {
    return offset + i * row + j * column;
  }

  /// The part that begins at (i, j).
  Matrix<A> from(int i, int j) {
    return new Matrix<>(array, index(i, j), row, column);
  }
}
