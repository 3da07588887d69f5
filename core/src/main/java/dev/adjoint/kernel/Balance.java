package dev.adjoint.kernel;

import java.util.Arrays;

/// Balancing: `D⁻¹·A·D` for a diagonal `D` of powers of two, so that each row is about as large as
/// the column that meets it on the diagonal. It is exact, lessens the norm, and so spares the
/// exponential squarings. Without it, one large block beside small ones, as a cotangent may be,
/// would cost the small ones their digits. Source: Parlett and Reinsch, *Balancing a matrix for
/// calculation of eigenvalues and eigenvectors* (1969).
final class Balance {
  /// Rounds; each at least lessens the norm of a row and its column by a twentieth.
  private static final int PATIENCE = 100;

  private Balance() {}

  /// Balances a matrix in place.
  ///
  /// @return the diagonal
  static double[] run(int n, double[] a) {
    double[] weights = new double[n];
    Arrays.fill(weights, 1);
    boolean better = true;
    for (int round = 0; better && round < PATIENCE; round++) {
      better = false;
      for (int i = 0; i < n; i++) {
        double factor = factor(n, a, i);
        better |= factor != 1;
        weights[i] *= factor;
        scale(n, a, i, factor);
      }
    }
    return weights;
  }

  /// Takes the balancing out of a function of the matrix: `D·Y·D⁻¹`.
  static void undo(int n, double[] y, double[] weights) {
    for (int i = 0; i < n; i++) {
      scale(n, y, i, 1 / weights[i]);
    }
  }

  /// The power of two by which a column should grow and its row shrink, or 1.
  private static double factor(int n, double[] a, int i) {
    double column = 0;
    double row = 0;
    for (int k = 0; k < n; k++) {
      column += k == i ? 0 : Math.abs(a[k + i * n]);
      row += k == i ? 0 : Math.abs(a[i + k * n]);
    }
    if (column == 0 || row == 0) {
      return 1;
    }
    int exponent = Math.clamp((Math.getExponent(row) - Math.getExponent(column)) / 2, -100, 100);
    double factor = Math.scalb(1.0, exponent);
    return column * factor + row / factor < 0.95 * (column + row) ? factor : 1;
  }

  private static void scale(int n, double[] a, int i, double factor) {
    for (int k = 0; k < n && factor != 1; k++) {
      a[k + i * n] *= factor;
      a[i + k * n] /= factor;
    }
  }
}
