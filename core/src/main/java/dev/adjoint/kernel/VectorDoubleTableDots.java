package dev.adjoint.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost block of inner products of [VectorDoubleTables]; straight code, as in
/// [VectorDoubleTiles].
final class VectorDoubleTableDots {
  private static final VectorSpecies<Double> S = VectorDoubleTiles.S;
  private static final int L = VectorDoubleTiles.L;

  private VectorDoubleTableDots() {}

  private static int column(TableProduct<double[]> p, int t) {
    return p.bo() + p.bRows()[Math.min(t, p.bRows().length - 1)];
  }

  /// 4 rows of `a` by 4 rows of `b`: the sums, lane by lane, go to the tile.
  static void dots4x4(
      TableProduct<double[]> p, int i, int t, int count, int aNext, int bNext, double[] y, int at) {
    double[] a = p.a();
    double[] b = p.b();
    int columns = p.columns();
    int r0 = VectorDoubleTableTiles.row(p, i);
    int r1 = VectorDoubleTableTiles.row(p, i + 1);
    int r2 = VectorDoubleTableTiles.row(p, i + 2);
    int r3 = VectorDoubleTableTiles.row(p, i + 3);
    int c0 = column(p, t);
    int c1 = column(p, t + 1);
    int c2 = column(p, t + 2);
    int c3 = column(p, t + 3);
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector y00 = zero;
    DoubleVector y01 = zero;
    DoubleVector y02 = zero;
    DoubleVector y03 = zero;
    DoubleVector y10 = zero;
    DoubleVector y11 = zero;
    DoubleVector y12 = zero;
    DoubleVector y13 = zero;
    DoubleVector y20 = zero;
    DoubleVector y21 = zero;
    DoubleVector y22 = zero;
    DoubleVector y23 = zero;
    DoubleVector y30 = zero;
    DoubleVector y31 = zero;
    DoubleVector y32 = zero;
    DoubleVector y33 = zero;
    for (int k = 0; k < count; k++) {
      int ak = k * aNext;
      int bk = k * bNext;
      for (int j = 0; j < columns; j += L) {
        int ao = ak + j;
        int bo = bk + j;
        DoubleVector b0 = DoubleVector.fromArray(S, b, bo + c0);
        DoubleVector b1 = DoubleVector.fromArray(S, b, bo + c1);
        DoubleVector b2 = DoubleVector.fromArray(S, b, bo + c2);
        DoubleVector b3 = DoubleVector.fromArray(S, b, bo + c3);
        DoubleVector a0 = DoubleVector.fromArray(S, a, ao + r0);
        y00 = a0.fma(b0, y00);
        y01 = a0.fma(b1, y01);
        y02 = a0.fma(b2, y02);
        y03 = a0.fma(b3, y03);
        DoubleVector a1 = DoubleVector.fromArray(S, a, ao + r1);
        y10 = a1.fma(b0, y10);
        y11 = a1.fma(b1, y11);
        y12 = a1.fma(b2, y12);
        y13 = a1.fma(b3, y13);
        DoubleVector a2 = DoubleVector.fromArray(S, a, ao + r2);
        y20 = a2.fma(b0, y20);
        y21 = a2.fma(b1, y21);
        y22 = a2.fma(b2, y22);
        y23 = a2.fma(b3, y23);
        DoubleVector a3 = DoubleVector.fromArray(S, a, ao + r3);
        y30 = a3.fma(b0, y30);
        y31 = a3.fma(b1, y31);
        y32 = a3.fma(b2, y32);
        y33 = a3.fma(b3, y33);
      }
    }
    y00.lanewise(ADD, zero).intoArray(y, at);
    y01.lanewise(ADD, zero).intoArray(y, at + L);
    y02.lanewise(ADD, zero).intoArray(y, at + 2 * L);
    y03.lanewise(ADD, zero).intoArray(y, at + 3 * L);
    y10.lanewise(ADD, zero).intoArray(y, at + 4 * L);
    y11.lanewise(ADD, zero).intoArray(y, at + 5 * L);
    y12.lanewise(ADD, zero).intoArray(y, at + 6 * L);
    y13.lanewise(ADD, zero).intoArray(y, at + 7 * L);
    y20.lanewise(ADD, zero).intoArray(y, at + 8 * L);
    y21.lanewise(ADD, zero).intoArray(y, at + 9 * L);
    y22.lanewise(ADD, zero).intoArray(y, at + 10 * L);
    y23.lanewise(ADD, zero).intoArray(y, at + 11 * L);
    y30.lanewise(ADD, zero).intoArray(y, at + 12 * L);
    y31.lanewise(ADD, zero).intoArray(y, at + 13 * L);
    y32.lanewise(ADD, zero).intoArray(y, at + 14 * L);
    y33.lanewise(ADD, zero).intoArray(y, at + 15 * L);
  }
}
