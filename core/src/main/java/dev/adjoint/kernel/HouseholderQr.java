package dev.adjoint.kernel;

import java.util.Arrays;

/// QR by Householder's reflections. Source: Golub and Van Loan (2013), §5.2.
final class HouseholderQr {
  private HouseholderQr() {}

  /// The matrix of `m×n`, `m ≥ n`, becomes `Q`.
  static void run(int m, int n, double[] a, double[] r) {
    double unit = Columns.unit(a);
    Columns.scale(m * n, 1 / unit, a, 0);
    double[] tau = new double[n];
    for (int k = 0; k < n; k++) {
      int diagonal = k + k * m;
      tau[k] = Reflection.make(m - k, a, diagonal);
      for (int j = k + 1; j < n; j++) {
        Reflection.apply(m - k, tau[k], a, diagonal, a, k + j * m);
      }
    }
    moveUpper(m, n, a, r);
    Columns.scale(n * n, unit, r, 0);
    Reflection.multiply(m, n, tau, a, 0, m);
    makePositive(m, n, a, r);
  }

  /// Copies the upper triangle of a matrix of `m` rows.
  static void moveUpper(int m, int n, double[] a, double[] r) {
    Arrays.fill(r, 0);
    for (int j = 0; j < n; j++) {
      System.arraycopy(a, j * m, r, j * n, j + 1);
    }
  }

  /// Turns rows of `R` and columns of `Q` round where the diagonal is negative.
  static void makePositive(int m, int n, double[] q, double[] r) {
    for (int k = 0; k < n; k++) {
      if (r[k + k * n] < 0) {
        Columns.scale(m, -1, q, k * m);
        for (int j = k; j < n; j++) {
          r[k + j * n] = -r[k + j * n];
        }
      }
    }
  }
}
