package dev.adjoint.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost blocks of [VectorDoubleTables]: a few rows by one or two vectors stay in
/// registers.
///
/// Straight code throughout, as in [VectorDoubleTiles]. Sums are added to zero before they are
/// stored, which changes but the sign of a zero and tells the JIT their class; see *Deliberate* of
/// the package.
final class VectorDoubleTableTiles {
  private static final VectorSpecies<Double> S = VectorDoubleTiles.S;
  private static final int L = VectorDoubleTiles.L;

  private VectorDoubleTableTiles() {}

  /// The height of a tile. Its last rows may stand for none: they repeat the last one.
  static int rows(TableProduct<double[]> p, int i) {
    return VectorDoubleTiles.ROWS == 8 && p.to() - i > 4 ? 8 : 4;
  }

  static void tile(
      TableProduct<double[]> p, int i, int j, double[] y, int yo, int[] yRows, int first) {
    boolean wide = p.columns() - j > L;
    if (rows(p, i) == 8) {
      if (wide) {
        tile8x2(p, i, j, y, yo, yRows, first);
      } else {
        tile8x1(p, i, j, y, yo, yRows, first);
      }
    } else if (wide) {
      tile4x2(p, i, j, y, yo, yRows, first);
    } else {
      tile4x1(p, i, j, y, yo, yRows, first);
    }
  }

  static int row(TableProduct<double[]> p, int i) {
    return p.ao() + p.aRows()[Math.min(i, p.to() - 1)];
  }

  /// 8 rows by 2 vectors.
  private static void tile8x2(
      TableProduct<double[]> p, int i, int j, double[] y, int yo, int[] yRows, int first) {
    double[] a = p.a();
    double[] b = p.b();
    int[] bRows = p.bRows();
    int[] aColumns = p.aColumns();
    int terms = p.terms();
    int bo = p.bo() + j;
    int r0 = row(p, i);
    int r1 = row(p, i + 1);
    int r2 = row(p, i + 2);
    int r3 = row(p, i + 3);
    int r4 = row(p, i + 4);
    int r5 = row(p, i + 5);
    int r6 = row(p, i + 6);
    int r7 = row(p, i + 7);
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
    for (int t = 0; t < terms; t++) {
      int o = bo + bRows[t];
      int s = aColumns[t];
      DoubleVector b0 = DoubleVector.fromArray(S, b, o);
      DoubleVector b1 = DoubleVector.fromArray(S, b, o + L);
      DoubleVector a0 = DoubleVector.broadcast(S, a[r0 + s]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      DoubleVector a1 = DoubleVector.broadcast(S, a[r1 + s]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      DoubleVector a2 = DoubleVector.broadcast(S, a[r2 + s]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      DoubleVector a3 = DoubleVector.broadcast(S, a[r3 + s]);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      DoubleVector a4 = DoubleVector.broadcast(S, a[r4 + s]);
      y40 = a4.fma(b0, y40);
      y41 = a4.fma(b1, y41);
      DoubleVector a5 = DoubleVector.broadcast(S, a[r5 + s]);
      y50 = a5.fma(b0, y50);
      y51 = a5.fma(b1, y51);
      DoubleVector a6 = DoubleVector.broadcast(S, a[r6 + s]);
      y60 = a6.fma(b0, y60);
      y61 = a6.fma(b1, y61);
      DoubleVector a7 = DoubleVector.broadcast(S, a[r7 + s]);
      y70 = a7.fma(b0, y70);
      y71 = a7.fma(b1, y71);
    }
    int last = first + p.to() - 1 - i;
    int w0 = yo + yRows[Math.min(first, last)];
    y00.lanewise(ADD, zero).intoArray(y, w0);
    y01.lanewise(ADD, zero).intoArray(y, w0 + L);
    int w1 = yo + yRows[Math.min(first + 1, last)];
    y10.lanewise(ADD, zero).intoArray(y, w1);
    y11.lanewise(ADD, zero).intoArray(y, w1 + L);
    int w2 = yo + yRows[Math.min(first + 2, last)];
    y20.lanewise(ADD, zero).intoArray(y, w2);
    y21.lanewise(ADD, zero).intoArray(y, w2 + L);
    int w3 = yo + yRows[Math.min(first + 3, last)];
    y30.lanewise(ADD, zero).intoArray(y, w3);
    y31.lanewise(ADD, zero).intoArray(y, w3 + L);
    int w4 = yo + yRows[Math.min(first + 4, last)];
    y40.lanewise(ADD, zero).intoArray(y, w4);
    y41.lanewise(ADD, zero).intoArray(y, w4 + L);
    int w5 = yo + yRows[Math.min(first + 5, last)];
    y50.lanewise(ADD, zero).intoArray(y, w5);
    y51.lanewise(ADD, zero).intoArray(y, w5 + L);
    int w6 = yo + yRows[Math.min(first + 6, last)];
    y60.lanewise(ADD, zero).intoArray(y, w6);
    y61.lanewise(ADD, zero).intoArray(y, w6 + L);
    int w7 = yo + yRows[Math.min(first + 7, last)];
    y70.lanewise(ADD, zero).intoArray(y, w7);
    y71.lanewise(ADD, zero).intoArray(y, w7 + L);
  }

  /// 8 rows by 1 vector.
  private static void tile8x1(
      TableProduct<double[]> p, int i, int j, double[] y, int yo, int[] yRows, int first) {
    double[] a = p.a();
    double[] b = p.b();
    int[] bRows = p.bRows();
    int[] aColumns = p.aColumns();
    int terms = p.terms();
    int bo = p.bo() + j;
    int r0 = row(p, i);
    int r1 = row(p, i + 1);
    int r2 = row(p, i + 2);
    int r3 = row(p, i + 3);
    int r4 = row(p, i + 4);
    int r5 = row(p, i + 5);
    int r6 = row(p, i + 6);
    int r7 = row(p, i + 7);
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector y00 = zero;
    DoubleVector y10 = zero;
    DoubleVector y20 = zero;
    DoubleVector y30 = zero;
    DoubleVector y40 = zero;
    DoubleVector y50 = zero;
    DoubleVector y60 = zero;
    DoubleVector y70 = zero;
    for (int t = 0; t < terms; t++) {
      int o = bo + bRows[t];
      int s = aColumns[t];
      DoubleVector b0 = DoubleVector.fromArray(S, b, o);
      DoubleVector a0 = DoubleVector.broadcast(S, a[r0 + s]);
      y00 = a0.fma(b0, y00);
      DoubleVector a1 = DoubleVector.broadcast(S, a[r1 + s]);
      y10 = a1.fma(b0, y10);
      DoubleVector a2 = DoubleVector.broadcast(S, a[r2 + s]);
      y20 = a2.fma(b0, y20);
      DoubleVector a3 = DoubleVector.broadcast(S, a[r3 + s]);
      y30 = a3.fma(b0, y30);
      DoubleVector a4 = DoubleVector.broadcast(S, a[r4 + s]);
      y40 = a4.fma(b0, y40);
      DoubleVector a5 = DoubleVector.broadcast(S, a[r5 + s]);
      y50 = a5.fma(b0, y50);
      DoubleVector a6 = DoubleVector.broadcast(S, a[r6 + s]);
      y60 = a6.fma(b0, y60);
      DoubleVector a7 = DoubleVector.broadcast(S, a[r7 + s]);
      y70 = a7.fma(b0, y70);
    }
    int last = first + p.to() - 1 - i;
    int w0 = yo + yRows[Math.min(first, last)];
    y00.lanewise(ADD, zero).intoArray(y, w0);
    int w1 = yo + yRows[Math.min(first + 1, last)];
    y10.lanewise(ADD, zero).intoArray(y, w1);
    int w2 = yo + yRows[Math.min(first + 2, last)];
    y20.lanewise(ADD, zero).intoArray(y, w2);
    int w3 = yo + yRows[Math.min(first + 3, last)];
    y30.lanewise(ADD, zero).intoArray(y, w3);
    int w4 = yo + yRows[Math.min(first + 4, last)];
    y40.lanewise(ADD, zero).intoArray(y, w4);
    int w5 = yo + yRows[Math.min(first + 5, last)];
    y50.lanewise(ADD, zero).intoArray(y, w5);
    int w6 = yo + yRows[Math.min(first + 6, last)];
    y60.lanewise(ADD, zero).intoArray(y, w6);
    int w7 = yo + yRows[Math.min(first + 7, last)];
    y70.lanewise(ADD, zero).intoArray(y, w7);
  }

  /// 4 rows by 2 vectors.
  private static void tile4x2(
      TableProduct<double[]> p, int i, int j, double[] y, int yo, int[] yRows, int first) {
    double[] a = p.a();
    double[] b = p.b();
    int[] bRows = p.bRows();
    int[] aColumns = p.aColumns();
    int terms = p.terms();
    int bo = p.bo() + j;
    int r0 = row(p, i);
    int r1 = row(p, i + 1);
    int r2 = row(p, i + 2);
    int r3 = row(p, i + 3);
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector y00 = zero;
    DoubleVector y01 = zero;
    DoubleVector y10 = zero;
    DoubleVector y11 = zero;
    DoubleVector y20 = zero;
    DoubleVector y21 = zero;
    DoubleVector y30 = zero;
    DoubleVector y31 = zero;
    for (int t = 0; t < terms; t++) {
      int o = bo + bRows[t];
      int s = aColumns[t];
      DoubleVector b0 = DoubleVector.fromArray(S, b, o);
      DoubleVector b1 = DoubleVector.fromArray(S, b, o + L);
      DoubleVector a0 = DoubleVector.broadcast(S, a[r0 + s]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      DoubleVector a1 = DoubleVector.broadcast(S, a[r1 + s]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      DoubleVector a2 = DoubleVector.broadcast(S, a[r2 + s]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      DoubleVector a3 = DoubleVector.broadcast(S, a[r3 + s]);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
    }
    int last = first + p.to() - 1 - i;
    int w0 = yo + yRows[Math.min(first, last)];
    y00.lanewise(ADD, zero).intoArray(y, w0);
    y01.lanewise(ADD, zero).intoArray(y, w0 + L);
    int w1 = yo + yRows[Math.min(first + 1, last)];
    y10.lanewise(ADD, zero).intoArray(y, w1);
    y11.lanewise(ADD, zero).intoArray(y, w1 + L);
    int w2 = yo + yRows[Math.min(first + 2, last)];
    y20.lanewise(ADD, zero).intoArray(y, w2);
    y21.lanewise(ADD, zero).intoArray(y, w2 + L);
    int w3 = yo + yRows[Math.min(first + 3, last)];
    y30.lanewise(ADD, zero).intoArray(y, w3);
    y31.lanewise(ADD, zero).intoArray(y, w3 + L);
  }

  /// 4 rows by 1 vector.
  private static void tile4x1(
      TableProduct<double[]> p, int i, int j, double[] y, int yo, int[] yRows, int first) {
    double[] a = p.a();
    double[] b = p.b();
    int[] bRows = p.bRows();
    int[] aColumns = p.aColumns();
    int terms = p.terms();
    int bo = p.bo() + j;
    int r0 = row(p, i);
    int r1 = row(p, i + 1);
    int r2 = row(p, i + 2);
    int r3 = row(p, i + 3);
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector y00 = zero;
    DoubleVector y10 = zero;
    DoubleVector y20 = zero;
    DoubleVector y30 = zero;
    for (int t = 0; t < terms; t++) {
      int o = bo + bRows[t];
      int s = aColumns[t];
      DoubleVector b0 = DoubleVector.fromArray(S, b, o);
      DoubleVector a0 = DoubleVector.broadcast(S, a[r0 + s]);
      y00 = a0.fma(b0, y00);
      DoubleVector a1 = DoubleVector.broadcast(S, a[r1 + s]);
      y10 = a1.fma(b0, y10);
      DoubleVector a2 = DoubleVector.broadcast(S, a[r2 + s]);
      y20 = a2.fma(b0, y20);
      DoubleVector a3 = DoubleVector.broadcast(S, a[r3 + s]);
      y30 = a3.fma(b0, y30);
    }
    int last = first + p.to() - 1 - i;
    int w0 = yo + yRows[Math.min(first, last)];
    y00.lanewise(ADD, zero).intoArray(y, w0);
    int w1 = yo + yRows[Math.min(first + 1, last)];
    y10.lanewise(ADD, zero).intoArray(y, w1);
    int w2 = yo + yRows[Math.min(first + 2, last)];
    y20.lanewise(ADD, zero).intoArray(y, w2);
    int w3 = yo + yRows[Math.min(first + 3, last)];
    y30.lanewise(ADD, zero).intoArray(y, w3);
  }
}
