package dev.adjoint.kernel;

/// One matrix product: `y = a·b`, or `y += a·b` if `accumulate`, with `a` of `m×k`, `b` of `k×n`,
/// `y` of `m×n`.
///
/// @param <A> `float[]` or `double[]`
record MatrixProduct<A>(
    int m, int n, int k, Matrix<A> a, Matrix<A> b, Matrix<A> y, boolean accumulate) {

  /// The number of multiply–adds.
  long size() {
    return (long) m * n * k;
  }

  /// The part that makes a block of `y`.
  MatrixProduct<A> block(int row, int column, int rows, int columns) {
    return new MatrixProduct<>(
        rows, columns, k, a.from(row, 0), b.from(0, column), y.from(row, column), accumulate);
  }

  /// The part that a slice of `k` adds.
  MatrixProduct<A> slice(int from, int to) {
    return new MatrixProduct<>(m, n, to - from, a.from(0, from), b.from(from, 0), y, true);
  }
}
