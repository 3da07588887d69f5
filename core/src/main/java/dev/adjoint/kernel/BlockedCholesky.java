package dev.adjoint.kernel;

import java.util.Arrays;

/// Cholesky's factorisation, a panel of columns at a time; each is first brought up to date with
/// all before it, which is a matrix product. Source: Golub and Van Loan (2013), §4.2.
///
/// @param n the number of rows
/// @param a the matrix, which becomes the factor
record BlockedCholesky(int n, double[] a) {
  /// Whether the matrix is positive definite.
  boolean run() {
    for (int first = 0; first < n; first += PanelUpdate.WIDTH) {
      int end = Math.min(n, first + PanelUpdate.WIDTH);
      if (first > 0) {
        new PanelUpdate(n, a).run(first, first, end - first, first, first, n, 1);
      }
      for (int j = first; j < end; j++) {
        if (!column(j, first)) {
          return false;
        }
      }
    }
    return true;
  }

  /// One column: minus those of its own panel before it, then divided by the root of its pivot.
  private boolean column(int j, int first) {
    int diagonal = j + j * n;
    for (int k = first; k < j; k++) {
      Columns.add(n - j, -a[j + k * n], a, j + k * n, a, diagonal);
    }
    if (!(a[diagonal] > 0)) {
      return false;
    }
    double root = Math.sqrt(a[diagonal]);
    a[diagonal] = root;
    Columns.scale(n - j - 1, 1 / root, a, diagonal + 1);
    Arrays.fill(a, j * n, diagonal, 0);
    return true;
  }
}
