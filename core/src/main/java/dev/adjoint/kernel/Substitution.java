package dev.adjoint.kernel;

import dev.adjoint.kernel.Lapack.Triangle;

/// Triangular systems with one right side, by forward or back substitution. All four kinds walk
/// along columns: as they are by subtracting multiples of columns, transposed by dot products.
/// Source: Golub and Van Loan (2013), §3.1.
final class Substitution {
  private Substitution() {}

  /// The matrix has `n` rows; the right side, which becomes the solution, begins at `bo`.
  static void run(Triangle triangle, int n, double[] a, double[] b, int bo) {
    run(triangle, n, a, n, b, bo);
  }

  /// The same with a matrix whose columns are `stride` apart.
  static void run(Triangle triangle, int n, double[] a, int stride, double[] b, int bo) {
    boolean forward = triangle.lower() != triangle.transposed();
    for (int step = 0; step < n; step++) {
      int j = forward ? step : n - 1 - step;
      int above = j * stride;
      int below = above + j + 1;
      if (triangle.transposed()) {
        b[bo + j] -=
            triangle.lower()
                ? Columns.dot(n - j - 1, a, below, b, bo + j + 1)
                : Columns.dot(j, a, above, b, bo);
      }
      if (!triangle.unit()) {
        b[bo + j] /= a[above + j];
      }
      if (!triangle.transposed() && triangle.lower()) {
        Columns.add(n - j - 1, -b[bo + j], a, below, b, bo + j + 1);
      } else if (!triangle.transposed()) {
        Columns.add(j, -b[bo + j], a, above, b, bo);
      }
    }
  }
}
