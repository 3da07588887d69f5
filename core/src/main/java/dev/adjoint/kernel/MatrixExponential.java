package dev.adjoint.kernel;

/// The exponential of a matrix by scaling and squaring: `e^A` is the Padé approximant of degree 13
/// of `e^(A / 2ˢ)`, squared `s` times. Source: Higham, *The Scaling and Squaring Method for the
/// Matrix Exponential Revisited* (2005).
public final class MatrixExponential {
  /// The coefficients of the approximant.
  private static final double[] B = {
    64764752532480000.0,
    32382376266240000.0,
    7771770303897600.0,
    1187353796428800.0,
    129060195264000.0,
    10559470521600.0,
    670442572800.0,
    33522128640.0,
    1323241920.0,
    40840800.0,
    960960.0,
    16380.0,
    182.0,
    1.0
  };

  /// The largest norm of which the approximant is exact to f64.
  private static final double LARGEST = 5.371920351148152;

  private final int n;
  private final int size;

  private MatrixExponential(int n) {
    this.n = n;
    this.size = n * n;
  }

  /// Replaces a matrix of `n×n`, column by column, by its exponential.
  ///
  /// @return whether the matrix is finite
  public static boolean run(int n, double[] a) {
    if (!Columns.areFinite(a)) {
      return false;
    }
    double[] weights = Balance.run(n, a);
    new MatrixExponential(n).exponentiate(a);
    Balance.undo(n, a, weights);
    return true;
  }

  private void exponentiate(double[] a) {
    int squarings = Math.max(0, Math.getExponent(norm(a) / LARGEST) + 1);
    Columns.scale(size, Math.scalb(1.0, -squarings), a, 0);
    approximate(a);
    for (int k = 0; k < squarings; k++) {
      System.arraycopy(product(a, a), 0, a, 0, size);
    }
  }

  /// The largest sum of magnitudes of a column.
  private double norm(double[] a) {
    double largest = 0;
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += Math.abs(a[i + j * n]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /// `(V − U)⁻¹·(V + U)`, where `U` holds the odd powers and `V` the even ones.
  private void approximate(double[] a) {
    double[] a2 = product(a, a);
    double[] a4 = product(a2, a2);
    double[] a6 = product(a4, a2);
    double[] odd = product(a6, sum(0, B[9], a2, B[11], a4, B[13], a6));
    Columns.add(size, 1, sum(B[1], B[3], a2, B[5], a4, B[7], a6), 0, odd, 0);
    double[] u = product(a, odd);
    double[] v = product(a6, sum(0, B[8], a2, B[10], a4, B[12], a6));
    Columns.add(size, 1, sum(B[0], B[2], a2, B[4], a4, B[6], a6), 0, v, 0);
    double[] denominator = v.clone();
    Columns.add(size, -1, u, 0, denominator, 0);
    Columns.add(size, 1, u, 0, v, 0);
    Lapack.best(n).solve(n, n, denominator, v);
    System.arraycopy(v, 0, a, 0, size);
  }

  /// `b₀·I + b₂·A² + b₄·A⁴ + b₆·A⁶`.
  private double[] sum(
      double b0, double b2, double[] a2, double b4, double[] a4, double b6, double[] a6) {
    double[] y = new double[size];
    for (int i = 0; i < n; i++) {
      y[i + i * n] = b0;
    }
    Columns.add(size, b2, a2, 0, y, 0);
    Columns.add(size, b4, a4, 0, y, 0);
    Columns.add(size, b6, a6, 0, y, 0);
    return y;
  }

  /// `a·b`; the kernels, which think in rows, see the transposes.
  private double[] product(double[] a, double[] b) {
    double[] y = new double[size];
    Kernels.best().gemm().multiply(n, n, n, b, 0, n, 1, a, 0, n, 1, y, 0, n);
    return y;
  }
}
