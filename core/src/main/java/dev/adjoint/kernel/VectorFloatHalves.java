package dev.adjoint.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.FMA;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of eight rows by a vector of 512 bits, as two halves, or by a vector and a half: a number
/// of `a` is spread over one half twice as often in a cycle as over a whole vector, and in so
/// narrow a tile that is what takes the time.
///
/// `lanewise` and not `fma` and `add`, in which the JIT would learn that there are two classes of
/// vectors; see *Deliberate* of the package.
///
/// The rows are those of [VectorFloatTiles8].
final class VectorFloatHalves {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
  private static final int L = S.length();

  private VectorFloatHalves() {}

  /// 8 rows by 2 vectors of 256 bits: `y = a·b + z`.
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
    int half = rows - 4;
    int jump = (half - 3) * aRow;
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
    FloatVector y40 = zero;
    FloatVector y41 = zero;
    FloatVector y50 = zero;
    FloatVector y51 = zero;
    FloatVector y60 = zero;
    FloatVector y61 = zero;
    FloatVector y70 = zero;
    FloatVector y71 = zero;
    for (int t = 0; t < k; t++) {
      FloatVector b0 = FloatVector.fromArray(S, b, p);
      FloatVector b1 = FloatVector.fromArray(S, b, p + L);
      int i = s;
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      y00 = a0.lanewise(FMA, b0, y00);
      y01 = a0.lanewise(FMA, b1, y01);
      i += aRow;
      FloatVector a1 = FloatVector.broadcast(S, a[i]);
      y10 = a1.lanewise(FMA, b0, y10);
      y11 = a1.lanewise(FMA, b1, y11);
      i += aRow;
      FloatVector a2 = FloatVector.broadcast(S, a[i]);
      y20 = a2.lanewise(FMA, b0, y20);
      y21 = a2.lanewise(FMA, b1, y21);
      i += aRow;
      FloatVector a3 = FloatVector.broadcast(S, a[i]);
      y30 = a3.lanewise(FMA, b0, y30);
      y31 = a3.lanewise(FMA, b1, y31);
      i += jump;
      FloatVector a4 = FloatVector.broadcast(S, a[i]);
      y40 = a4.lanewise(FMA, b0, y40);
      y41 = a4.lanewise(FMA, b1, y41);
      i += aRow;
      FloatVector a5 = FloatVector.broadcast(S, a[i]);
      y50 = a5.lanewise(FMA, b0, y50);
      y51 = a5.lanewise(FMA, b1, y51);
      i += aRow;
      FloatVector a6 = FloatVector.broadcast(S, a[i]);
      y60 = a6.lanewise(FMA, b0, y60);
      y61 = a6.lanewise(FMA, b1, y61);
      i += aRow;
      FloatVector a7 = FloatVector.broadcast(S, a[i]);
      y70 = a7.lanewise(FMA, b0, y70);
      y71 = a7.lanewise(FMA, b1, y71);
      s += aCol;
      p += bRow;
    }
    y00.lanewise(ADD, FloatVector.fromArray(S, z, zo)).intoArray(y, yo);
    y01.lanewise(ADD, FloatVector.fromArray(S, z, zo + L)).intoArray(y, yo + L);
    y10.lanewise(ADD, FloatVector.fromArray(S, z, zo + zRow)).intoArray(y, yo + yRow);
    y11.lanewise(ADD, FloatVector.fromArray(S, z, zo + zRow + L)).intoArray(y, yo + yRow + L);
    y20.lanewise(ADD, FloatVector.fromArray(S, z, zo + 2 * zRow)).intoArray(y, yo + 2 * yRow);
    y21.lanewise(ADD, FloatVector.fromArray(S, z, zo + 2 * zRow + L))
        .intoArray(y, yo + 2 * yRow + L);
    y30.lanewise(ADD, FloatVector.fromArray(S, z, zo + 3 * zRow)).intoArray(y, yo + 3 * yRow);
    y31.lanewise(ADD, FloatVector.fromArray(S, z, zo + 3 * zRow + L))
        .intoArray(y, yo + 3 * yRow + L);
    int q = yo + half * yRow;
    int r = zo + half * zRow;
    y40.lanewise(ADD, FloatVector.fromArray(S, z, r)).intoArray(y, q);
    y41.lanewise(ADD, FloatVector.fromArray(S, z, r + L)).intoArray(y, q + L);
    y50.lanewise(ADD, FloatVector.fromArray(S, z, r + zRow)).intoArray(y, q + yRow);
    y51.lanewise(ADD, FloatVector.fromArray(S, z, r + zRow + L)).intoArray(y, q + yRow + L);
    y60.lanewise(ADD, FloatVector.fromArray(S, z, r + 2 * zRow)).intoArray(y, q + 2 * yRow);
    y61.lanewise(ADD, FloatVector.fromArray(S, z, r + 2 * zRow + L)).intoArray(y, q + 2 * yRow + L);
    y70.lanewise(ADD, FloatVector.fromArray(S, z, r + 3 * zRow)).intoArray(y, q + 3 * yRow);
    y71.lanewise(ADD, FloatVector.fromArray(S, z, r + 3 * zRow + L)).intoArray(y, q + 3 * yRow + L);
  }

  /// 8 rows by 3 vectors of 256 bits.
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
    int half = rows - 4;
    int jump = (half - 3) * aRow;
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
    FloatVector y40 = zero;
    FloatVector y41 = zero;
    FloatVector y42 = zero;
    FloatVector y50 = zero;
    FloatVector y51 = zero;
    FloatVector y52 = zero;
    FloatVector y60 = zero;
    FloatVector y61 = zero;
    FloatVector y62 = zero;
    FloatVector y70 = zero;
    FloatVector y71 = zero;
    FloatVector y72 = zero;
    for (int t = 0; t < k; t++) {
      FloatVector b0 = FloatVector.fromArray(S, b, p);
      FloatVector b1 = FloatVector.fromArray(S, b, p + L);
      FloatVector b2 = FloatVector.fromArray(S, b, p + 2 * L);
      int i = s;
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      y00 = a0.lanewise(FMA, b0, y00);
      y01 = a0.lanewise(FMA, b1, y01);
      y02 = a0.lanewise(FMA, b2, y02);
      i += aRow;
      FloatVector a1 = FloatVector.broadcast(S, a[i]);
      y10 = a1.lanewise(FMA, b0, y10);
      y11 = a1.lanewise(FMA, b1, y11);
      y12 = a1.lanewise(FMA, b2, y12);
      i += aRow;
      FloatVector a2 = FloatVector.broadcast(S, a[i]);
      y20 = a2.lanewise(FMA, b0, y20);
      y21 = a2.lanewise(FMA, b1, y21);
      y22 = a2.lanewise(FMA, b2, y22);
      i += aRow;
      FloatVector a3 = FloatVector.broadcast(S, a[i]);
      y30 = a3.lanewise(FMA, b0, y30);
      y31 = a3.lanewise(FMA, b1, y31);
      y32 = a3.lanewise(FMA, b2, y32);
      i += jump;
      FloatVector a4 = FloatVector.broadcast(S, a[i]);
      y40 = a4.lanewise(FMA, b0, y40);
      y41 = a4.lanewise(FMA, b1, y41);
      y42 = a4.lanewise(FMA, b2, y42);
      i += aRow;
      FloatVector a5 = FloatVector.broadcast(S, a[i]);
      y50 = a5.lanewise(FMA, b0, y50);
      y51 = a5.lanewise(FMA, b1, y51);
      y52 = a5.lanewise(FMA, b2, y52);
      i += aRow;
      FloatVector a6 = FloatVector.broadcast(S, a[i]);
      y60 = a6.lanewise(FMA, b0, y60);
      y61 = a6.lanewise(FMA, b1, y61);
      y62 = a6.lanewise(FMA, b2, y62);
      i += aRow;
      FloatVector a7 = FloatVector.broadcast(S, a[i]);
      y70 = a7.lanewise(FMA, b0, y70);
      y71 = a7.lanewise(FMA, b1, y71);
      y72 = a7.lanewise(FMA, b2, y72);
      s += aCol;
      p += bRow;
    }
    y00.lanewise(ADD, FloatVector.fromArray(S, z, zo)).intoArray(y, yo);
    y01.lanewise(ADD, FloatVector.fromArray(S, z, zo + L)).intoArray(y, yo + L);
    y02.lanewise(ADD, FloatVector.fromArray(S, z, zo + 2 * L)).intoArray(y, yo + 2 * L);
    y10.lanewise(ADD, FloatVector.fromArray(S, z, zo + zRow)).intoArray(y, yo + yRow);
    y11.lanewise(ADD, FloatVector.fromArray(S, z, zo + zRow + L)).intoArray(y, yo + yRow + L);
    y12.lanewise(ADD, FloatVector.fromArray(S, z, zo + zRow + 2 * L))
        .intoArray(y, yo + yRow + 2 * L);
    y20.lanewise(ADD, FloatVector.fromArray(S, z, zo + 2 * zRow)).intoArray(y, yo + 2 * yRow);
    y21.lanewise(ADD, FloatVector.fromArray(S, z, zo + 2 * zRow + L))
        .intoArray(y, yo + 2 * yRow + L);
    y22.lanewise(ADD, FloatVector.fromArray(S, z, zo + 2 * zRow + 2 * L))
        .intoArray(y, yo + 2 * yRow + 2 * L);
    y30.lanewise(ADD, FloatVector.fromArray(S, z, zo + 3 * zRow)).intoArray(y, yo + 3 * yRow);
    y31.lanewise(ADD, FloatVector.fromArray(S, z, zo + 3 * zRow + L))
        .intoArray(y, yo + 3 * yRow + L);
    y32.lanewise(ADD, FloatVector.fromArray(S, z, zo + 3 * zRow + 2 * L))
        .intoArray(y, yo + 3 * yRow + 2 * L);
    int q = yo + half * yRow;
    int r = zo + half * zRow;
    y40.lanewise(ADD, FloatVector.fromArray(S, z, r)).intoArray(y, q);
    y41.lanewise(ADD, FloatVector.fromArray(S, z, r + L)).intoArray(y, q + L);
    y42.lanewise(ADD, FloatVector.fromArray(S, z, r + 2 * L)).intoArray(y, q + 2 * L);
    y50.lanewise(ADD, FloatVector.fromArray(S, z, r + zRow)).intoArray(y, q + yRow);
    y51.lanewise(ADD, FloatVector.fromArray(S, z, r + zRow + L)).intoArray(y, q + yRow + L);
    y52.lanewise(ADD, FloatVector.fromArray(S, z, r + zRow + 2 * L)).intoArray(y, q + yRow + 2 * L);
    y60.lanewise(ADD, FloatVector.fromArray(S, z, r + 2 * zRow)).intoArray(y, q + 2 * yRow);
    y61.lanewise(ADD, FloatVector.fromArray(S, z, r + 2 * zRow + L)).intoArray(y, q + 2 * yRow + L);
    y62.lanewise(ADD, FloatVector.fromArray(S, z, r + 2 * zRow + 2 * L))
        .intoArray(y, q + 2 * yRow + 2 * L);
    y70.lanewise(ADD, FloatVector.fromArray(S, z, r + 3 * zRow)).intoArray(y, q + 3 * yRow);
    y71.lanewise(ADD, FloatVector.fromArray(S, z, r + 3 * zRow + L)).intoArray(y, q + 3 * yRow + L);
    y72.lanewise(ADD, FloatVector.fromArray(S, z, r + 3 * zRow + 2 * L))
        .intoArray(y, q + 3 * yRow + 2 * L);
  }
}
