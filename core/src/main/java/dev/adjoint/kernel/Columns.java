package dev.adjoint.kernel;

/// Vectors that are pieces of arrays: columns of matrices that lie column by column. The parts that
/// all decompositions are made of.
final class Columns {
  private Columns() {}

  /// `x·y`, in four sums, which do not wait for each other.
  static double dot(int n, double[] x, int xo, double[] y, int yo) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < n - 3; i += 4) {
      s0 += x[xo + i] * y[yo + i];
      s1 += x[xo + i + 1] * y[yo + i + 1];
      s2 += x[xo + i + 2] * y[yo + i + 2];
      s3 += x[xo + i + 3] * y[yo + i + 3];
    }
    for (; i < n; i++) {
      s0 += x[xo + i] * y[yo + i];
    }
    return s0 + s1 + (s2 + s3);
  }

  static double norm(int n, double[] x, int xo) {
    return Math.sqrt(dot(n, x, xo, x, xo));
  }

  /// `y += factor·x`.
  static void add(int n, double factor, double[] x, int xo, double[] y, int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] += factor * x[xo + i];
    }
  }

  static void scale(int n, double factor, double[] x, int xo) {
    for (int i = 0; i < n; i++) {
      x[xo + i] *= factor;
    }
  }

  /// `(x, y) = (c·x − s·y, s·x + c·y)`.
  static void rotate(int n, double c, double s, double[] x, int xo, double[] y, int yo) {
    for (int i = 0; i < n; i++) {
      double xi = x[xo + i];
      double yi = y[yo + i];
      x[xo + i] = c * xi - s * yi;
      y[yo + i] = s * xi + c * yi;
    }
  }

  /// Swaps elements `stride` apart: with the number of rows, two rows of a matrix.
  static void swap(int n, int stride, double[] x, int xo, int yo) {
    for (int i = 0; i < n * stride; i += stride) {
      double xi = x[xo + i];
      x[xo + i] = x[yo + i];
      x[yo + i] = xi;
    }
  }

  static boolean areFinite(double[] x) {
    double nothing = 0;
    for (double xi : x) {
      nothing += xi * 0;
    }
    return nothing == 0;
  }

  /// The power of two at or below the largest magnitude, 1 for zeros: divided by it, numbers can be
  /// squared without fear of overflow, and no bit is lost.
  static double unit(double[] x) {
    double largest = 0;
    for (double xi : x) {
      largest = Math.max(largest, Math.abs(xi));
    }
    return largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
  }

  /// Whether the component of the largest magnitude is negative.
  static boolean pointsDown(int n, double[] x, int xo) {
    int most = 0;
    for (int i = 1; i < n; i++) {
      most = Math.abs(x[xo + i]) > Math.abs(x[xo + most]) ? i : most;
    }
    return n > 0 && x[xo + most] < 0;
  }

  /// The columns of `m` rows in another order: column j of the result is column `order[j]`.
  static void permute(int m, double[] x, int[] order) {
    double[] old = x.clone();
    for (int j = 0; j < order.length; j++) {
      System.arraycopy(old, order[j] * m, x, j * m, m);
    }
  }
}
