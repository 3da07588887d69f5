package dev.adjoint.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of four rows for [VectorFloatTiles]: the first two and the last two of `rows`, so that
/// those in the middle are made twice where there are fewer.
///
/// `y = a·b + z`. Every method is straight code: were a store left to a helper that the JIT doesn't
/// inline, all the accumulators would become objects. Places are stepped from row to row: with an
/// offset for each row, kept over the loop, the JIT ran out of registers and a tile took a tenth
/// longer.
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
      float[] z,
      int zo,
      int zRow,
      float[] y,
      int yo,
      int yRow) {
    int half = Math.max(rows - 2, 0);
    int step = rows > 1 ? aRow : 0;
    int jump = half * aRow - step;
    int s = ao;
    int p = bo;
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
      FloatVector b0 = FloatVector.fromArray(S, b, p);
      FloatVector b1 = FloatVector.fromArray(S, b, p + L);
      FloatVector b2 = FloatVector.fromArray(S, b, p + 2 * L);
      int i = s;
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      y02 = a0.fma(b2, y02);
      i += step;
      FloatVector a1 = FloatVector.broadcast(S, a[i]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      y12 = a1.fma(b2, y12);
      i += jump;
      FloatVector a2 = FloatVector.broadcast(S, a[i]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      y22 = a2.fma(b2, y22);
      i += step;
      FloatVector a3 = FloatVector.broadcast(S, a[i]);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      y32 = a3.fma(b2, y32);
      s += aCol;
      p += bRow;
    }
    int yStep = rows > 1 ? yRow : 0;
    y00.add(FloatVector.fromArray(S, z, zo)).intoArray(y, yo);
    y01.add(FloatVector.fromArray(S, z, zo + L)).intoArray(y, yo + L);
    y02.add(FloatVector.fromArray(S, z, zo + 2 * L)).intoArray(y, yo + 2 * L);
    y10.add(FloatVector.fromArray(S, z, zo + zRow)).intoArray(y, yo + yStep);
    y11.add(FloatVector.fromArray(S, z, zo + zRow + L)).intoArray(y, yo + yStep + L);
    y12.add(FloatVector.fromArray(S, z, zo + zRow + 2 * L)).intoArray(y, yo + yStep + 2 * L);
    int q = yo + half * yRow;
    int r = zo + half * zRow;
    y20.add(FloatVector.fromArray(S, z, r)).intoArray(y, q);
    y21.add(FloatVector.fromArray(S, z, r + L)).intoArray(y, q + L);
    y22.add(FloatVector.fromArray(S, z, r + 2 * L)).intoArray(y, q + 2 * L);
    y30.add(FloatVector.fromArray(S, z, r + zRow)).intoArray(y, q + yStep);
    y31.add(FloatVector.fromArray(S, z, r + zRow + L)).intoArray(y, q + yStep + L);
    y32.add(FloatVector.fromArray(S, z, r + zRow + 2 * L)).intoArray(y, q + yStep + 2 * L);
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
      float[] z,
      int zo,
      int zRow,
      float[] y,
      int yo,
      int yRow) {
    int half = Math.max(rows - 2, 0);
    int step = rows > 1 ? aRow : 0;
    int jump = half * aRow - step;
    int s = ao;
    int p = bo;
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
      FloatVector b0 = FloatVector.fromArray(S, b, p);
      FloatVector b1 = FloatVector.fromArray(S, b, p + L);
      int i = s;
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      i += step;
      FloatVector a1 = FloatVector.broadcast(S, a[i]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      i += jump;
      FloatVector a2 = FloatVector.broadcast(S, a[i]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      i += step;
      FloatVector a3 = FloatVector.broadcast(S, a[i]);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      s += aCol;
      p += bRow;
    }
    int yStep = rows > 1 ? yRow : 0;
    y00.add(FloatVector.fromArray(S, z, zo)).intoArray(y, yo);
    y01.add(FloatVector.fromArray(S, z, zo + L)).intoArray(y, yo + L);
    y10.add(FloatVector.fromArray(S, z, zo + zRow)).intoArray(y, yo + yStep);
    y11.add(FloatVector.fromArray(S, z, zo + zRow + L)).intoArray(y, yo + yStep + L);
    int q = yo + half * yRow;
    int r = zo + half * zRow;
    y20.add(FloatVector.fromArray(S, z, r)).intoArray(y, q);
    y21.add(FloatVector.fromArray(S, z, r + L)).intoArray(y, q + L);
    y30.add(FloatVector.fromArray(S, z, r + zRow)).intoArray(y, q + yStep);
    y31.add(FloatVector.fromArray(S, z, r + zRow + L)).intoArray(y, q + yStep + L);
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
      float[] z,
      int zo,
      int zRow,
      float[] y,
      int yo,
      int yRow) {
    int half = Math.max(rows - 2, 0);
    int step = rows > 1 ? aRow : 0;
    int jump = half * aRow - step;
    int s = ao;
    int p = bo;
    FloatVector zero = FloatVector.zero(S);
    FloatVector y00 = zero;
    FloatVector y10 = zero;
    FloatVector y20 = zero;
    FloatVector y30 = zero;
    for (int t = 0; t < k; t++) {
      FloatVector b0 = FloatVector.fromArray(S, b, p);
      int i = s;
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      y00 = a0.fma(b0, y00);
      i += step;
      FloatVector a1 = FloatVector.broadcast(S, a[i]);
      y10 = a1.fma(b0, y10);
      i += jump;
      FloatVector a2 = FloatVector.broadcast(S, a[i]);
      y20 = a2.fma(b0, y20);
      i += step;
      FloatVector a3 = FloatVector.broadcast(S, a[i]);
      y30 = a3.fma(b0, y30);
      s += aCol;
      p += bRow;
    }
    int yStep = rows > 1 ? yRow : 0;
    y00.add(FloatVector.fromArray(S, z, zo)).intoArray(y, yo);
    y10.add(FloatVector.fromArray(S, z, zo + zRow)).intoArray(y, yo + yStep);
    int q = yo + half * yRow;
    int r = zo + half * zRow;
    y20.add(FloatVector.fromArray(S, z, r)).intoArray(y, q);
    y30.add(FloatVector.fromArray(S, z, r + zRow)).intoArray(y, q + yStep);
  }
}
