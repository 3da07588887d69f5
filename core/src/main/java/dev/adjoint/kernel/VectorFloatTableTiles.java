package dev.adjoint.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost blocks of [VectorFloatTables]: a few rows by one or two vectors stay in registers.
///
/// Straight code throughout, as in [VectorFloatTiles]. Sums are added to zero before they are
/// stored, which changes but the sign of a zero and tells the JIT their class; see *Deliberate* of
/// the package.
final class VectorFloatTableTiles {
  private static final VectorSpecies<Float> S = VectorFloatTiles.S;
  private static final int L = VectorFloatTiles.L;

  private VectorFloatTableTiles() {}

  /// The height of a tile. Its last rows may stand for none: they repeat the last one.
  static int rows(TableProduct<float[]> p, int i) {
    return VectorFloatTiles.ROWS == 8 && p.to() - i > 4 ? 8 : 4;
  }

  static void tile(
      TableProduct<float[]> p, int i, int j, float[] y, int yo, int[] yRows, int first) {
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

  static int row(TableProduct<float[]> p, int i) {
    return p.ao() + p.aRows()[Math.min(i, p.to() - 1)];
  }

  /// 8 rows by 2 vectors.
  private static void tile8x2(
      TableProduct<float[]> p, int i, int j, float[] y, int yo, int[] yRows, int first) {
    float[] a = p.a();
    float[] b = p.b();
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
    FloatVector zero = FloatVector.zero(S);
    FloatVector y00 = zero;
    FloatVector y01 = zero;
    FloatVector y10 = zero;
    FloatVector y11 = zero;
    FloatVector y20 = zero;
    FloatVector y21 = zero;
    FloatVector y30 = zero;
    FloatVector y31 = zero;
    FloatVector y40 = zero;
    FloatVector y41 = zero;
    FloatVector y50 = zero;
    FloatVector y51 = zero;
    FloatVector y60 = zero;
    FloatVector y61 = zero;
    FloatVector y70 = zero;
    FloatVector y71 = zero;
    for (int t = 0; t < terms; t++) {
      int o = bo + bRows[t];
      int s = aColumns[t];
      FloatVector b0 = FloatVector.fromArray(S, b, o);
      FloatVector b1 = FloatVector.fromArray(S, b, o + L);
      FloatVector a0 = FloatVector.broadcast(S, a[r0 + s]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      FloatVector a1 = FloatVector.broadcast(S, a[r1 + s]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      FloatVector a2 = FloatVector.broadcast(S, a[r2 + s]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      FloatVector a3 = FloatVector.broadcast(S, a[r3 + s]);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      FloatVector a4 = FloatVector.broadcast(S, a[r4 + s]);
      y40 = a4.fma(b0, y40);
      y41 = a4.fma(b1, y41);
      FloatVector a5 = FloatVector.broadcast(S, a[r5 + s]);
      y50 = a5.fma(b0, y50);
      y51 = a5.fma(b1, y51);
      FloatVector a6 = FloatVector.broadcast(S, a[r6 + s]);
      y60 = a6.fma(b0, y60);
      y61 = a6.fma(b1, y61);
      FloatVector a7 = FloatVector.broadcast(S, a[r7 + s]);
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
      TableProduct<float[]> p, int i, int j, float[] y, int yo, int[] yRows, int first) {
    float[] a = p.a();
    float[] b = p.b();
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
    FloatVector zero = FloatVector.zero(S);
    FloatVector y00 = zero;
    FloatVector y10 = zero;
    FloatVector y20 = zero;
    FloatVector y30 = zero;
    FloatVector y40 = zero;
    FloatVector y50 = zero;
    FloatVector y60 = zero;
    FloatVector y70 = zero;
    for (int t = 0; t < terms; t++) {
      int o = bo + bRows[t];
      int s = aColumns[t];
      FloatVector b0 = FloatVector.fromArray(S, b, o);
      FloatVector a0 = FloatVector.broadcast(S, a[r0 + s]);
      y00 = a0.fma(b0, y00);
      FloatVector a1 = FloatVector.broadcast(S, a[r1 + s]);
      y10 = a1.fma(b0, y10);
      FloatVector a2 = FloatVector.broadcast(S, a[r2 + s]);
      y20 = a2.fma(b0, y20);
      FloatVector a3 = FloatVector.broadcast(S, a[r3 + s]);
      y30 = a3.fma(b0, y30);
      FloatVector a4 = FloatVector.broadcast(S, a[r4 + s]);
      y40 = a4.fma(b0, y40);
      FloatVector a5 = FloatVector.broadcast(S, a[r5 + s]);
      y50 = a5.fma(b0, y50);
      FloatVector a6 = FloatVector.broadcast(S, a[r6 + s]);
      y60 = a6.fma(b0, y60);
      FloatVector a7 = FloatVector.broadcast(S, a[r7 + s]);
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
      TableProduct<float[]> p, int i, int j, float[] y, int yo, int[] yRows, int first) {
    float[] a = p.a();
    float[] b = p.b();
    int[] bRows = p.bRows();
    int[] aColumns = p.aColumns();
    int terms = p.terms();
    int bo = p.bo() + j;
    int r0 = row(p, i);
    int r1 = row(p, i + 1);
    int r2 = row(p, i + 2);
    int r3 = row(p, i + 3);
    FloatVector zero = FloatVector.zero(S);
    FloatVector y00 = zero;
    FloatVector y01 = zero;
    FloatVector y10 = zero;
    FloatVector y11 = zero;
    FloatVector y20 = zero;
    FloatVector y21 = zero;
    FloatVector y30 = zero;
    FloatVector y31 = zero;
    for (int t = 0; t < terms; t++) {
      int o = bo + bRows[t];
      int s = aColumns[t];
      FloatVector b0 = FloatVector.fromArray(S, b, o);
      FloatVector b1 = FloatVector.fromArray(S, b, o + L);
      FloatVector a0 = FloatVector.broadcast(S, a[r0 + s]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      FloatVector a1 = FloatVector.broadcast(S, a[r1 + s]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      FloatVector a2 = FloatVector.broadcast(S, a[r2 + s]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      FloatVector a3 = FloatVector.broadcast(S, a[r3 + s]);
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
      TableProduct<float[]> p, int i, int j, float[] y, int yo, int[] yRows, int first) {
    float[] a = p.a();
    float[] b = p.b();
    int[] bRows = p.bRows();
    int[] aColumns = p.aColumns();
    int terms = p.terms();
    int bo = p.bo() + j;
    int r0 = row(p, i);
    int r1 = row(p, i + 1);
    int r2 = row(p, i + 2);
    int r3 = row(p, i + 3);
    FloatVector zero = FloatVector.zero(S);
    FloatVector y00 = zero;
    FloatVector y10 = zero;
    FloatVector y20 = zero;
    FloatVector y30 = zero;
    for (int t = 0; t < terms; t++) {
      int o = bo + bRows[t];
      int s = aColumns[t];
      FloatVector b0 = FloatVector.fromArray(S, b, o);
      FloatVector a0 = FloatVector.broadcast(S, a[r0 + s]);
      y00 = a0.fma(b0, y00);
      FloatVector a1 = FloatVector.broadcast(S, a[r1 + s]);
      y10 = a1.fma(b0, y10);
      FloatVector a2 = FloatVector.broadcast(S, a[r2 + s]);
      y20 = a2.fma(b0, y20);
      FloatVector a3 = FloatVector.broadcast(S, a[r3 + s]);
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
