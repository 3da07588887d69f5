package dev.adjoint.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of four rows for [VectorFloatTiles]; rows from `rows` on repeat the last.
///
/// Every method is straight code: were a store left to a helper that the JIT doesn't inline, all
/// the accumulators would become objects.
final class VectorFloatTiles4 {
  private static final VectorSpecies<Float> S = VectorFloatTiles.S;
  private static final int L = VectorFloatTiles.L;

  private VectorFloatTiles4() {}

  /// 4 rows by 3 vectors.
  static void by3(
      int rows,
      int k,
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] y,
      int yo,
      int yRow) {
    int r1 = ao + Math.min(1, rows - 1) * aRow;
    int r2 = ao + Math.min(2, rows - 1) * aRow;
    int r3 = ao + Math.min(3, rows - 1) * aRow;
    FloatVector zero = FloatVector.zero(S);
    FloatVector y00 = zero;
    FloatVector y01 = zero;
    FloatVector y02 = zero;
    FloatVector y10 = zero;
    FloatVector y11 = zero;
    FloatVector y12 = zero;
    FloatVector y20 = zero;
    FloatVector y21 = zero;
    FloatVector y22 = zero;
    FloatVector y30 = zero;
    FloatVector y31 = zero;
    FloatVector y32 = zero;
    for (int t = 0; t < k; t++) {
      int s = t * aCol;
      FloatVector b0 = FloatVector.fromArray(S, b, bo + t * bRow);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + t * bRow + L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + t * bRow + 2 * L);
      FloatVector a0 = FloatVector.broadcast(S, a[ao + s]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      y02 = a0.fma(b2, y02);
      FloatVector a1 = FloatVector.broadcast(S, a[r1 + s]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      y12 = a1.fma(b2, y12);
      FloatVector a2 = FloatVector.broadcast(S, a[r2 + s]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      y22 = a2.fma(b2, y22);
      FloatVector a3 = FloatVector.broadcast(S, a[r3 + s]);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      y32 = a3.fma(b2, y32);
    }
    y00.intoArray(y, yo);
    y01.intoArray(y, yo + L);
    y02.intoArray(y, yo + 2 * L);
    y10.intoArray(y, yo + yRow);
    y11.intoArray(y, yo + yRow + L);
    y12.intoArray(y, yo + yRow + 2 * L);
    y20.intoArray(y, yo + 2 * yRow);
    y21.intoArray(y, yo + 2 * yRow + L);
    y22.intoArray(y, yo + 2 * yRow + 2 * L);
    y30.intoArray(y, yo + 3 * yRow);
    y31.intoArray(y, yo + 3 * yRow + L);
    y32.intoArray(y, yo + 3 * yRow + 2 * L);
  }

  /// 4 rows by 2 vectors.
  static void by2(
      int rows,
      int k,
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] y,
      int yo,
      int yRow) {
    int r1 = ao + Math.min(1, rows - 1) * aRow;
    int r2 = ao + Math.min(2, rows - 1) * aRow;
    int r3 = ao + Math.min(3, rows - 1) * aRow;
    FloatVector zero = FloatVector.zero(S);
    FloatVector y00 = zero;
    FloatVector y01 = zero;
    FloatVector y10 = zero;
    FloatVector y11 = zero;
    FloatVector y20 = zero;
    FloatVector y21 = zero;
    FloatVector y30 = zero;
    FloatVector y31 = zero;
    for (int t = 0; t < k; t++) {
      int s = t * aCol;
      FloatVector b0 = FloatVector.fromArray(S, b, bo + t * bRow);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + t * bRow + L);
      FloatVector a0 = FloatVector.broadcast(S, a[ao + s]);
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
    y00.intoArray(y, yo);
    y01.intoArray(y, yo + L);
    y10.intoArray(y, yo + yRow);
    y11.intoArray(y, yo + yRow + L);
    y20.intoArray(y, yo + 2 * yRow);
    y21.intoArray(y, yo + 2 * yRow + L);
    y30.intoArray(y, yo + 3 * yRow);
    y31.intoArray(y, yo + 3 * yRow + L);
  }

  /// 4 rows by 1 vector.
  static void by1(
      int rows,
      int k,
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] y,
      int yo,
      int yRow) {
    int r1 = ao + Math.min(1, rows - 1) * aRow;
    int r2 = ao + Math.min(2, rows - 1) * aRow;
    int r3 = ao + Math.min(3, rows - 1) * aRow;
    FloatVector zero = FloatVector.zero(S);
    FloatVector y00 = zero;
    FloatVector y10 = zero;
    FloatVector y20 = zero;
    FloatVector y30 = zero;
    for (int t = 0; t < k; t++) {
      int s = t * aCol;
      FloatVector b0 = FloatVector.fromArray(S, b, bo + t * bRow);
      FloatVector a0 = FloatVector.broadcast(S, a[ao + s]);
      y00 = a0.fma(b0, y00);
      FloatVector a1 = FloatVector.broadcast(S, a[r1 + s]);
      y10 = a1.fma(b0, y10);
      FloatVector a2 = FloatVector.broadcast(S, a[r2 + s]);
      y20 = a2.fma(b0, y20);
      FloatVector a3 = FloatVector.broadcast(S, a[r3 + s]);
      y30 = a3.fma(b0, y30);
    }
    y00.intoArray(y, yo);
    y10.intoArray(y, yo + yRow);
    y20.intoArray(y, yo + 2 * yRow);
    y30.intoArray(y, yo + 3 * yRow);
  }
}
