package dev.adjoint.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost blocks of [VectorFloatPacked]: `y = z + a·b` for eight rows of `a` that lie side by
/// side, element (i, t) at `a[ao + t·8 + i]`. `y` may be `z`.
///
/// That the distance is a constant takes the checks of indices out of the loop; 8 × 2 accumulators
/// leave the JIT registers enough to load ahead, which 8 × 3 don't.
final class VectorFloatPackedTiles {
  /// Rows of a tile.
  static final int ROWS = 8;

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
  private static final int L = S.length();

  /// Columns of the widest tile.
  static final int WIDTH = 2 * L;

  private VectorFloatPackedTiles() {}

  /// 8 rows by 2 vectors.
  static void by2(
      int k,
      float[] a,
      int ao,
      float[] b,
      int bo,
      int bRow,
      float[] z,
      int zo,
      int zRow,
      float[] y,
      int yo,
      int yRow) {
    FloatVector y00 = FloatVector.fromArray(S, z, zo);
    FloatVector y01 = FloatVector.fromArray(S, z, zo + L);
    FloatVector y10 = FloatVector.fromArray(S, z, zo + zRow);
    FloatVector y11 = FloatVector.fromArray(S, z, zo + zRow + L);
    FloatVector y20 = FloatVector.fromArray(S, z, zo + 2 * zRow);
    FloatVector y21 = FloatVector.fromArray(S, z, zo + 2 * zRow + L);
    FloatVector y30 = FloatVector.fromArray(S, z, zo + 3 * zRow);
    FloatVector y31 = FloatVector.fromArray(S, z, zo + 3 * zRow + L);
    FloatVector y40 = FloatVector.fromArray(S, z, zo + 4 * zRow);
    FloatVector y41 = FloatVector.fromArray(S, z, zo + 4 * zRow + L);
    FloatVector y50 = FloatVector.fromArray(S, z, zo + 5 * zRow);
    FloatVector y51 = FloatVector.fromArray(S, z, zo + 5 * zRow + L);
    FloatVector y60 = FloatVector.fromArray(S, z, zo + 6 * zRow);
    FloatVector y61 = FloatVector.fromArray(S, z, zo + 6 * zRow + L);
    FloatVector y70 = FloatVector.fromArray(S, z, zo + 7 * zRow);
    FloatVector y71 = FloatVector.fromArray(S, z, zo + 7 * zRow + L);
    for (int t = 0; t < k; t++) {
      int s = ao + t * ROWS;
      FloatVector b0 = FloatVector.fromArray(S, b, bo + t * bRow);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + t * bRow + L);
      FloatVector a0 = FloatVector.broadcast(S, a[s]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      FloatVector a1 = FloatVector.broadcast(S, a[s + 1]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      FloatVector a2 = FloatVector.broadcast(S, a[s + 2]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      FloatVector a3 = FloatVector.broadcast(S, a[s + 3]);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      FloatVector a4 = FloatVector.broadcast(S, a[s + 4]);
      y40 = a4.fma(b0, y40);
      y41 = a4.fma(b1, y41);
      FloatVector a5 = FloatVector.broadcast(S, a[s + 5]);
      y50 = a5.fma(b0, y50);
      y51 = a5.fma(b1, y51);
      FloatVector a6 = FloatVector.broadcast(S, a[s + 6]);
      y60 = a6.fma(b0, y60);
      y61 = a6.fma(b1, y61);
      FloatVector a7 = FloatVector.broadcast(S, a[s + 7]);
      y70 = a7.fma(b0, y70);
      y71 = a7.fma(b1, y71);
    }
    y00.intoArray(y, yo);
    y01.intoArray(y, yo + L);
    y10.intoArray(y, yo + yRow);
    y11.intoArray(y, yo + yRow + L);
    y20.intoArray(y, yo + 2 * yRow);
    y21.intoArray(y, yo + 2 * yRow + L);
    y30.intoArray(y, yo + 3 * yRow);
    y31.intoArray(y, yo + 3 * yRow + L);
    y40.intoArray(y, yo + 4 * yRow);
    y41.intoArray(y, yo + 4 * yRow + L);
    y50.intoArray(y, yo + 5 * yRow);
    y51.intoArray(y, yo + 5 * yRow + L);
    y60.intoArray(y, yo + 6 * yRow);
    y61.intoArray(y, yo + 6 * yRow + L);
    y70.intoArray(y, yo + 7 * yRow);
    y71.intoArray(y, yo + 7 * yRow + L);
  }

  /// 8 rows by 1 vector.
  static void by1(
      int k,
      float[] a,
      int ao,
      float[] b,
      int bo,
      int bRow,
      float[] z,
      int zo,
      int zRow,
      float[] y,
      int yo,
      int yRow) {
    FloatVector y00 = FloatVector.fromArray(S, z, zo);
    FloatVector y10 = FloatVector.fromArray(S, z, zo + zRow);
    FloatVector y20 = FloatVector.fromArray(S, z, zo + 2 * zRow);
    FloatVector y30 = FloatVector.fromArray(S, z, zo + 3 * zRow);
    FloatVector y40 = FloatVector.fromArray(S, z, zo + 4 * zRow);
    FloatVector y50 = FloatVector.fromArray(S, z, zo + 5 * zRow);
    FloatVector y60 = FloatVector.fromArray(S, z, zo + 6 * zRow);
    FloatVector y70 = FloatVector.fromArray(S, z, zo + 7 * zRow);
    for (int t = 0; t < k; t++) {
      int s = ao + t * ROWS;
      FloatVector b0 = FloatVector.fromArray(S, b, bo + t * bRow);
      FloatVector a0 = FloatVector.broadcast(S, a[s]);
      y00 = a0.fma(b0, y00);
      FloatVector a1 = FloatVector.broadcast(S, a[s + 1]);
      y10 = a1.fma(b0, y10);
      FloatVector a2 = FloatVector.broadcast(S, a[s + 2]);
      y20 = a2.fma(b0, y20);
      FloatVector a3 = FloatVector.broadcast(S, a[s + 3]);
      y30 = a3.fma(b0, y30);
      FloatVector a4 = FloatVector.broadcast(S, a[s + 4]);
      y40 = a4.fma(b0, y40);
      FloatVector a5 = FloatVector.broadcast(S, a[s + 5]);
      y50 = a5.fma(b0, y50);
      FloatVector a6 = FloatVector.broadcast(S, a[s + 6]);
      y60 = a6.fma(b0, y60);
      FloatVector a7 = FloatVector.broadcast(S, a[s + 7]);
      y70 = a7.fma(b0, y70);
    }
    y00.intoArray(y, yo);
    y10.intoArray(y, yo + yRow);
    y20.intoArray(y, yo + 2 * yRow);
    y30.intoArray(y, yo + 3 * yRow);
    y40.intoArray(y, yo + 4 * yRow);
    y50.intoArray(y, yo + 5 * yRow);
    y60.intoArray(y, yo + 6 * yRow);
    y70.intoArray(y, yo + 7 * yRow);
  }

  /// The first 4 rows by 2 vectors.
  static void fourBy2(
      int k,
      float[] a,
      int ao,
      float[] b,
      int bo,
      int bRow,
      float[] z,
      int zo,
      int zRow,
      float[] y,
      int yo,
      int yRow) {
    FloatVector y00 = FloatVector.fromArray(S, z, zo);
    FloatVector y01 = FloatVector.fromArray(S, z, zo + L);
    FloatVector y10 = FloatVector.fromArray(S, z, zo + zRow);
    FloatVector y11 = FloatVector.fromArray(S, z, zo + zRow + L);
    FloatVector y20 = FloatVector.fromArray(S, z, zo + 2 * zRow);
    FloatVector y21 = FloatVector.fromArray(S, z, zo + 2 * zRow + L);
    FloatVector y30 = FloatVector.fromArray(S, z, zo + 3 * zRow);
    FloatVector y31 = FloatVector.fromArray(S, z, zo + 3 * zRow + L);
    for (int t = 0; t < k; t++) {
      int s = ao + t * ROWS;
      FloatVector b0 = FloatVector.fromArray(S, b, bo + t * bRow);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + t * bRow + L);
      FloatVector a0 = FloatVector.broadcast(S, a[s]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      FloatVector a1 = FloatVector.broadcast(S, a[s + 1]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      FloatVector a2 = FloatVector.broadcast(S, a[s + 2]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      FloatVector a3 = FloatVector.broadcast(S, a[s + 3]);
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
}
