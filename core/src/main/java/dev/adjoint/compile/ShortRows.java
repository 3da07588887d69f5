package dev.adjoint.compile;

import dev.adjoint.kernel.TileLoop;

/// Folds of short rows, such as ten classes: one element after the other, sums in f64. A call for
/// each row, and the folding of a vector's lanes, would take longer than the row.
final class ShortRows {
  private ShortRows() {}

  static TileLoop floatSums(int row) {
    return (x, xo, _, _, _, _, y, yo, n) -> {
      float[] a = (float[]) x;
      float[] b = (float[]) y;
      for (int i = 0; i < n / row; i++) {
        double sum = 0;
        for (int k = xo + i * row; k < xo + (i + 1) * row; k++) {
          sum += a[k];
        }
        b[yo + i] = (float) sum;
      }
    };
  }

  static TileLoop doubleSums(int row) {
    return (x, xo, _, _, _, _, y, yo, n) -> {
      double[] a = (double[]) x;
      double[] b = (double[]) y;
      for (int i = 0; i < n / row; i++) {
        double sum = 0;
        for (int k = xo + i * row; k < xo + (i + 1) * row; k++) {
          sum += a[k];
        }
        b[yo + i] = sum;
      }
    };
  }

  static TileLoop floatMaxima(int row) {
    return (x, xo, _, _, _, _, y, yo, n) -> {
      float[] a = (float[]) x;
      float[] b = (float[]) y;
      for (int i = 0; i < n / row; i++) {
        float most = Float.NEGATIVE_INFINITY;
        for (int k = xo + i * row; k < xo + (i + 1) * row; k++) {
          most = Math.max(most, a[k]);
        }
        b[yo + i] = most;
      }
    };
  }

  static TileLoop doubleMaxima(int row) {
    return (x, xo, _, _, _, _, y, yo, n) -> {
      double[] a = (double[]) x;
      double[] b = (double[]) y;
      for (int i = 0; i < n / row; i++) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = xo + i * row; k < xo + (i + 1) * row; k++) {
          most = Math.max(most, a[k]);
        }
        b[yo + i] = most;
      }
    };
  }
}
