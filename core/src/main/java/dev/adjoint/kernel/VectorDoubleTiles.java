package dev.adjoint.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The innermost blocks of [VectorDoubleGemm]: a few rows by one or two vectors of `y` stay in
/// registers while `k` runs.
///
/// Every method is straight code: were a store left to a helper that the JIT doesn't inline, all
/// the accumulators would become objects.
final class VectorDoubleTiles {
  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  /// Lanes of a vector.
  static final int L = S.length();

  /// Rows of the tallest tile: 8 × 2 accumulators need the 32 registers of AVX-512 or NEON; AVX2
  /// has 16.
  static final int ROWS = S.vectorBitSize() == 256 ? 4 : 8;

  private VectorDoubleTiles() {}

  /// Adds up to [#ROWS] rows of a product, from row `i` on, in up to two vectors of columns, from
  /// column `j` on. `b` holds these columns, readable in full vectors, `bRow` apart.
  static void add(
      MatrixProduct<double[]> product,
      int i,
      int j,
      int columns,
      double[] b,
      int bo,
      int bRow,
      double[] tile) {
    int k = product.k();
    Matrix<double[]> a = product.a();
    Matrix<double[]> y = product.y();
    int end = Math.min(product.m(), i + ROWS);
    boolean wide = columns > L;
    while (i < end) {
      int left = end - i;
      int o = a.index(i, 0);
      int height = left >= 8 && ROWS == 8 ? 8 : left >= 4 ? 4 : 1;
      switch (wide ? height + 1 : height) {
        case 9 -> tile8x2(k, a, o, b, bo, bRow, tile);
        case 8 -> tile8x1(k, a, o, b, bo, bRow, tile);
        case 5 -> tile4x2(k, a, o, b, bo, bRow, tile);
        case 4 -> tile4x1(k, a, o, b, bo, bRow, tile);
        case 2 -> tile1x2(k, a, o, b, bo, bRow, tile);
        default -> tile1x1(k, a, o, b, bo, bRow, tile);
      }
      add(height, columns, tile, y.array(), y.index(i, j), y.row());
      i += height;
    }
  }

  /// Adds a tile to `y`.
  private static void add(int rows, int columns, double[] tile, double[] y, int yo, int yRow) {
    int width = columns > L ? 2 * L : L;
    for (int i = 0; i < rows; i++) {
      int o = yo + i * yRow;
      int j = 0;
      for (; j <= columns - L; j += L) {
        DoubleVector.fromArray(S, y, o + j)
            .add(DoubleVector.fromArray(S, tile, i * width + j))
            .intoArray(y, o + j);
      }
      if (j < columns) {
        VectorMask<Double> m = S.indexInRange(j, columns);
        DoubleVector.fromArray(S, y, o + j, m)
            .add(DoubleVector.fromArray(S, tile, i * width + j))
            .intoArray(y, o + j, m);
      }
    }
  }

  /// 8 rows by 2 vectors.
  private static void tile8x2(
      int k, Matrix<double[]> a, int ao, double[] b, int bo, int bRow, double[] y) {
    double[] p = a.array();
    int aCol = a.column();
    int r0 = ao;
    int r1 = r0 + a.row();
    int r2 = r1 + a.row();
    int r3 = r2 + a.row();
    int r4 = r3 + a.row();
    int r5 = r4 + a.row();
    int r6 = r5 + a.row();
    int r7 = r6 + a.row();
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector y00 = zero;
    DoubleVector y01 = zero;
    DoubleVector y10 = zero;
    DoubleVector y11 = zero;
    DoubleVector y20 = zero;
    DoubleVector y21 = zero;
    DoubleVector y30 = zero;
    DoubleVector y31 = zero;
    DoubleVector y40 = zero;
    DoubleVector y41 = zero;
    DoubleVector y50 = zero;
    DoubleVector y51 = zero;
    DoubleVector y60 = zero;
    DoubleVector y61 = zero;
    DoubleVector y70 = zero;
    DoubleVector y71 = zero;
    for (int t = 0; t < k; t++) {
      int s = t * aCol;
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + t * bRow);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bo + t * bRow + L);
      DoubleVector a0 = DoubleVector.broadcast(S, p[r0 + s]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      DoubleVector a1 = DoubleVector.broadcast(S, p[r1 + s]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      DoubleVector a2 = DoubleVector.broadcast(S, p[r2 + s]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      DoubleVector a3 = DoubleVector.broadcast(S, p[r3 + s]);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      DoubleVector a4 = DoubleVector.broadcast(S, p[r4 + s]);
      y40 = a4.fma(b0, y40);
      y41 = a4.fma(b1, y41);
      DoubleVector a5 = DoubleVector.broadcast(S, p[r5 + s]);
      y50 = a5.fma(b0, y50);
      y51 = a5.fma(b1, y51);
      DoubleVector a6 = DoubleVector.broadcast(S, p[r6 + s]);
      y60 = a6.fma(b0, y60);
      y61 = a6.fma(b1, y61);
      DoubleVector a7 = DoubleVector.broadcast(S, p[r7 + s]);
      y70 = a7.fma(b0, y70);
      y71 = a7.fma(b1, y71);
    }
    y00.intoArray(y, 0);
    y01.intoArray(y, L);
    y10.intoArray(y, 2 * L);
    y11.intoArray(y, 3 * L);
    y20.intoArray(y, 4 * L);
    y21.intoArray(y, 5 * L);
    y30.intoArray(y, 6 * L);
    y31.intoArray(y, 7 * L);
    y40.intoArray(y, 8 * L);
    y41.intoArray(y, 9 * L);
    y50.intoArray(y, 10 * L);
    y51.intoArray(y, 11 * L);
    y60.intoArray(y, 12 * L);
    y61.intoArray(y, 13 * L);
    y70.intoArray(y, 14 * L);
    y71.intoArray(y, 15 * L);
  }

  /// 8 rows by 1 vector.
  private static void tile8x1(
      int k, Matrix<double[]> a, int ao, double[] b, int bo, int bRow, double[] y) {
    double[] p = a.array();
    int aCol = a.column();
    int r0 = ao;
    int r1 = r0 + a.row();
    int r2 = r1 + a.row();
    int r3 = r2 + a.row();
    int r4 = r3 + a.row();
    int r5 = r4 + a.row();
    int r6 = r5 + a.row();
    int r7 = r6 + a.row();
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector y00 = zero;
    DoubleVector y10 = zero;
    DoubleVector y20 = zero;
    DoubleVector y30 = zero;
    DoubleVector y40 = zero;
    DoubleVector y50 = zero;
    DoubleVector y60 = zero;
    DoubleVector y70 = zero;
    for (int t = 0; t < k; t++) {
      int s = t * aCol;
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + t * bRow);
      DoubleVector a0 = DoubleVector.broadcast(S, p[r0 + s]);
      y00 = a0.fma(b0, y00);
      DoubleVector a1 = DoubleVector.broadcast(S, p[r1 + s]);
      y10 = a1.fma(b0, y10);
      DoubleVector a2 = DoubleVector.broadcast(S, p[r2 + s]);
      y20 = a2.fma(b0, y20);
      DoubleVector a3 = DoubleVector.broadcast(S, p[r3 + s]);
      y30 = a3.fma(b0, y30);
      DoubleVector a4 = DoubleVector.broadcast(S, p[r4 + s]);
      y40 = a4.fma(b0, y40);
      DoubleVector a5 = DoubleVector.broadcast(S, p[r5 + s]);
      y50 = a5.fma(b0, y50);
      DoubleVector a6 = DoubleVector.broadcast(S, p[r6 + s]);
      y60 = a6.fma(b0, y60);
      DoubleVector a7 = DoubleVector.broadcast(S, p[r7 + s]);
      y70 = a7.fma(b0, y70);
    }
    y00.intoArray(y, 0);
    y10.intoArray(y, L);
    y20.intoArray(y, 2 * L);
    y30.intoArray(y, 3 * L);
    y40.intoArray(y, 4 * L);
    y50.intoArray(y, 5 * L);
    y60.intoArray(y, 6 * L);
    y70.intoArray(y, 7 * L);
  }

  /// 4 rows by 2 vectors.
  private static void tile4x2(
      int k, Matrix<double[]> a, int ao, double[] b, int bo, int bRow, double[] y) {
    double[] p = a.array();
    int aCol = a.column();
    int r0 = ao;
    int r1 = r0 + a.row();
    int r2 = r1 + a.row();
    int r3 = r2 + a.row();
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector y00 = zero;
    DoubleVector y01 = zero;
    DoubleVector y10 = zero;
    DoubleVector y11 = zero;
    DoubleVector y20 = zero;
    DoubleVector y21 = zero;
    DoubleVector y30 = zero;
    DoubleVector y31 = zero;
    for (int t = 0; t < k; t++) {
      int s = t * aCol;
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + t * bRow);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bo + t * bRow + L);
      DoubleVector a0 = DoubleVector.broadcast(S, p[r0 + s]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      DoubleVector a1 = DoubleVector.broadcast(S, p[r1 + s]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      DoubleVector a2 = DoubleVector.broadcast(S, p[r2 + s]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      DoubleVector a3 = DoubleVector.broadcast(S, p[r3 + s]);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
    }
    y00.intoArray(y, 0);
    y01.intoArray(y, L);
    y10.intoArray(y, 2 * L);
    y11.intoArray(y, 3 * L);
    y20.intoArray(y, 4 * L);
    y21.intoArray(y, 5 * L);
    y30.intoArray(y, 6 * L);
    y31.intoArray(y, 7 * L);
  }

  /// 4 rows by 1 vector.
  private static void tile4x1(
      int k, Matrix<double[]> a, int ao, double[] b, int bo, int bRow, double[] y) {
    double[] p = a.array();
    int aCol = a.column();
    int r0 = ao;
    int r1 = r0 + a.row();
    int r2 = r1 + a.row();
    int r3 = r2 + a.row();
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector y00 = zero;
    DoubleVector y10 = zero;
    DoubleVector y20 = zero;
    DoubleVector y30 = zero;
    for (int t = 0; t < k; t++) {
      int s = t * aCol;
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + t * bRow);
      DoubleVector a0 = DoubleVector.broadcast(S, p[r0 + s]);
      y00 = a0.fma(b0, y00);
      DoubleVector a1 = DoubleVector.broadcast(S, p[r1 + s]);
      y10 = a1.fma(b0, y10);
      DoubleVector a2 = DoubleVector.broadcast(S, p[r2 + s]);
      y20 = a2.fma(b0, y20);
      DoubleVector a3 = DoubleVector.broadcast(S, p[r3 + s]);
      y30 = a3.fma(b0, y30);
    }
    y00.intoArray(y, 0);
    y10.intoArray(y, L);
    y20.intoArray(y, 2 * L);
    y30.intoArray(y, 3 * L);
  }

  /// 1 rows by 2 vectors.
  private static void tile1x2(
      int k, Matrix<double[]> a, int ao, double[] b, int bo, int bRow, double[] y) {
    double[] p = a.array();
    int aCol = a.column();
    int r0 = ao;
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector y00 = zero;
    DoubleVector y01 = zero;
    for (int t = 0; t < k; t++) {
      int s = t * aCol;
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + t * bRow);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bo + t * bRow + L);
      DoubleVector a0 = DoubleVector.broadcast(S, p[r0 + s]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
    }
    y00.intoArray(y, 0);
    y01.intoArray(y, L);
  }

  /// 1 rows by 1 vector.
  private static void tile1x1(
      int k, Matrix<double[]> a, int ao, double[] b, int bo, int bRow, double[] y) {
    double[] p = a.array();
    int aCol = a.column();
    int r0 = ao;
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector y00 = zero;
    for (int t = 0; t < k; t++) {
      int s = t * aCol;
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + t * bRow);
      DoubleVector a0 = DoubleVector.broadcast(S, p[r0 + s]);
      y00 = a0.fma(b0, y00);
    }
    y00.intoArray(y, 0);
  }
}
