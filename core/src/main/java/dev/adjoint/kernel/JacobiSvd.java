package dev.adjoint.kernel;

import java.util.Arrays;
import java.util.Comparator;

/// Singular values by one-sided Jacobi rotations: columns are turned against each other, pair by
/// pair, until all are orthogonal, `A·V = G`; then their lengths are the singular values, and the
/// `Q` of `G = Q·R` the left vectors, which are orthonormal even where a length is zero. Source:
/// Golub and Van Loan (2013), §8.6.3; Demmel and Veselić, *Jacobi's method is more accurate than
/// QR* (1992).
///
/// @param m the number of rows
/// @param n the number of columns, at most `m`
/// @param a the matrix, which becomes that of the left vectors
/// @param s the singular values
/// @param v the right vectors
record JacobiSvd(int m, int n, double[] a, double[] s, double[] v) {
  /// Sweeps over all pairs; ten are usual.
  private static final int PATIENCE = 60;

  /// Whether the rotations converged.
  boolean run() {
    double unit = Columns.unit(a);
    Columns.scale(m * n, 1 / unit, a, 0);
    Arrays.fill(v, 0);
    for (int j = 0; j < n; j++) {
      v[j + j * n] = 1;
    }
    if (!iterate()) {
      return false;
    }
    sort();
    HouseholderQr.run(m, n, a, new double[n * n]);
    Columns.scale(n, unit, s, 0);
    fixSigns(m, n, a, v);
    return true;
  }

  private boolean iterate() {
    double negligible = m * 0x1p-52 * Columns.norm(m * n, a, 0);
    for (int sweep = 0; sweep < PATIENCE; sweep++) {
      boolean turned = false;
      for (int j = 1; j < n; j++) {
        for (int i = 0; i < j; i++) {
          turned |= turn(i, j, negligible);
        }
      }
      if (!turned) {
        return true;
      }
    }
    return false;
  }

  /// Makes two columns orthogonal, unless they are, or one is nothing but rounding, which spares
  /// most of the work where the rank is low.
  private boolean turn(int i, int j, double negligible) {
    double p = Columns.norm(m, a, i * m);
    double q = Columns.norm(m, a, j * m);
    double dot = Columns.dot(m, a, i * m, a, j * m);
    if (Math.min(p, q) <= negligible || Math.abs(dot) <= 0x1p-50 * p * q) {
      return false;
    }
    double cotangent = (q - p) * (q + p) / (2 * dot);
    double t = Math.copySign(1, cotangent) / (Math.abs(cotangent) + Math.hypot(1, cotangent));
    double c = 1 / Math.hypot(1, t);
    Columns.rotate(m, c, c * t, a, i * m, a, j * m);
    Columns.rotate(n, c, c * t, v, i * n, v, j * n);
    return true;
  }

  private void sort() {
    double[] lengths = new double[n];
    for (int j = 0; j < n; j++) {
      lengths[j] = Columns.norm(m, a, j * m);
    }
    int[] order = TridiagonalEigh.order(lengths, Comparator.reverseOrder());
    for (int j = 0; j < n; j++) {
      s[j] = lengths[order[j]];
    }
    Columns.permute(m, a, order);
    Columns.permute(n, v, order);
  }

  /// Turns pairs of left and right vectors round.
  static void fixSigns(int m, int n, double[] u, double[] v) {
    for (int j = 0; j < n; j++) {
      if (Columns.pointsDown(m, u, j * m)) {
        Columns.scale(m, -1, u, j * m);
        Columns.scale(n, -1, v, j * n);
      }
    }
  }
}
