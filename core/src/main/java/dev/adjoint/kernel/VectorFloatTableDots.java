package dev.adjoint.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost block of inner products of [VectorFloatTables]; straight code, as in
/// [VectorFloatTiles].
final class VectorFloatTableDots {
  private static final VectorSpecies<Float> S = VectorFloatTiles.S;
  private static final int L = VectorFloatTiles.L;

  private VectorFloatTableDots() {}

  private static int column(TableProduct<float[]> p, int t) {
    return p.bo() + p.bRows()[Math.min(t, p.bRows().length - 1)];
  }

  /// 4 rows of `a` by 4 rows of `b`: the sums, lane by lane, go to the tile.
  static void dots4x4(
      TableProduct<float[]> p, int i, int t, int count, int aNext, int bNext, float[] y, int at) {
    float[] a = p.a();
    float[] b = p.b();
    int columns = p.columns();
    int r0 = VectorFloatTableTiles.row(p, i);
    int r1 = VectorFloatTableTiles.row(p, i + 1);
    int r2 = VectorFloatTableTiles.row(p, i + 2);
    int r3 = VectorFloatTableTiles.row(p, i + 3);
    int c0 = column(p, t);
    int c1 = column(p, t + 1);
    int c2 = column(p, t + 2);
    int c3 = column(p, t + 3);
    FloatVector zero = FloatVector.zero(S);
    FloatVector y00 = zero;
    FloatVector y01 = zero;
    FloatVector y02 = zero;
    FloatVector y03 = zero;
    FloatVector y10 = zero;
    FloatVector y11 = zero;
    FloatVector y12 = zero;
    FloatVector y13 = zero;
    FloatVector y20 = zero;
    FloatVector y21 = zero;
    FloatVector y22 = zero;
    FloatVector y23 = zero;
    FloatVector y30 = zero;
    FloatVector y31 = zero;
    FloatVector y32 = zero;
    FloatVector y33 = zero;
    for (int k = 0; k < count; k++) {
      int ak = k * aNext;
      int bk = k * bNext;
      for (int j = 0; j < columns; j += L) {
        int ao = ak + j;
        int bo = bk + j;
        FloatVector b0 = FloatVector.fromArray(S, b, bo + c0);
        FloatVector b1 = FloatVector.fromArray(S, b, bo + c1);
        FloatVector b2 = FloatVector.fromArray(S, b, bo + c2);
        FloatVector b3 = FloatVector.fromArray(S, b, bo + c3);
        FloatVector a0 = FloatVector.fromArray(S, a, ao + r0);
        y00 = a0.fma(b0, y00);
        y01 = a0.fma(b1, y01);
        y02 = a0.fma(b2, y02);
        y03 = a0.fma(b3, y03);
        FloatVector a1 = FloatVector.fromArray(S, a, ao + r1);
        y10 = a1.fma(b0, y10);
        y11 = a1.fma(b1, y11);
        y12 = a1.fma(b2, y12);
        y13 = a1.fma(b3, y13);
        FloatVector a2 = FloatVector.fromArray(S, a, ao + r2);
        y20 = a2.fma(b0, y20);
        y21 = a2.fma(b1, y21);
        y22 = a2.fma(b2, y22);
        y23 = a2.fma(b3, y23);
        FloatVector a3 = FloatVector.fromArray(S, a, ao + r3);
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
