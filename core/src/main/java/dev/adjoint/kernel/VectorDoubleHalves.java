package dev.adjoint.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The tile of eight rows by one vector of 512 bits, as two halves: a number of `a` is spread over
/// one half twice as often in a cycle as over a whole vector, and in so narrow a tile that is what
/// takes the time.
///
/// The rows are those of [VectorDoubleTiles8].
final class VectorDoubleHalves {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;
  private static final int L = S.length();

  private VectorDoubleHalves() {}

  /// 8 rows by 2 vectors of 256 bits: `y = a·b + z`.
  static void by2(
      int rows,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      double[] z,
      int zo,
      int zRow,
      double[] y,
      int yo,
      int yRow) {
    int half = rows - 4;
    int jump = (half - 3) * aRow;
    int s = ao;
    int p = bo;
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
      DoubleVector b0 = DoubleVector.fromArray(S, b, p);
      DoubleVector b1 = DoubleVector.fromArray(S, b, p + L);
      int i = s;
      DoubleVector a0 = DoubleVector.broadcast(S, a[i]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      i += aRow;
      DoubleVector a1 = DoubleVector.broadcast(S, a[i]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      i += aRow;
      DoubleVector a2 = DoubleVector.broadcast(S, a[i]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      i += aRow;
      DoubleVector a3 = DoubleVector.broadcast(S, a[i]);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      i += jump;
      DoubleVector a4 = DoubleVector.broadcast(S, a[i]);
      y40 = a4.fma(b0, y40);
      y41 = a4.fma(b1, y41);
      i += aRow;
      DoubleVector a5 = DoubleVector.broadcast(S, a[i]);
      y50 = a5.fma(b0, y50);
      y51 = a5.fma(b1, y51);
      i += aRow;
      DoubleVector a6 = DoubleVector.broadcast(S, a[i]);
      y60 = a6.fma(b0, y60);
      y61 = a6.fma(b1, y61);
      i += aRow;
      DoubleVector a7 = DoubleVector.broadcast(S, a[i]);
      y70 = a7.fma(b0, y70);
      y71 = a7.fma(b1, y71);
      s += aCol;
      p += bRow;
    }
    y00.add(DoubleVector.fromArray(S, z, zo)).intoArray(y, yo);
    y01.add(DoubleVector.fromArray(S, z, zo + L)).intoArray(y, yo + L);
    y10.add(DoubleVector.fromArray(S, z, zo + zRow)).intoArray(y, yo + yRow);
    y11.add(DoubleVector.fromArray(S, z, zo + zRow + L)).intoArray(y, yo + yRow + L);
    y20.add(DoubleVector.fromArray(S, z, zo + 2 * zRow)).intoArray(y, yo + 2 * yRow);
    y21.add(DoubleVector.fromArray(S, z, zo + 2 * zRow + L)).intoArray(y, yo + 2 * yRow + L);
    y30.add(DoubleVector.fromArray(S, z, zo + 3 * zRow)).intoArray(y, yo + 3 * yRow);
    y31.add(DoubleVector.fromArray(S, z, zo + 3 * zRow + L)).intoArray(y, yo + 3 * yRow + L);
    int q = yo + half * yRow;
    int r = zo + half * zRow;
    y40.add(DoubleVector.fromArray(S, z, r)).intoArray(y, q);
    y41.add(DoubleVector.fromArray(S, z, r + L)).intoArray(y, q + L);
    y50.add(DoubleVector.fromArray(S, z, r + zRow)).intoArray(y, q + yRow);
    y51.add(DoubleVector.fromArray(S, z, r + zRow + L)).intoArray(y, q + yRow + L);
    y60.add(DoubleVector.fromArray(S, z, r + 2 * zRow)).intoArray(y, q + 2 * yRow);
    y61.add(DoubleVector.fromArray(S, z, r + 2 * zRow + L)).intoArray(y, q + 2 * yRow + L);
    y70.add(DoubleVector.fromArray(S, z, r + 3 * zRow)).intoArray(y, q + 3 * yRow);
    y71.add(DoubleVector.fromArray(S, z, r + 3 * zRow + L)).intoArray(y, q + 3 * yRow + L);
  }
}
