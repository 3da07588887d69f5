package dev.adjoint.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Products of contiguous rows and up to four columns, as inner products: vectors run along `k`, so
/// that no lanes are left empty where there are fewer columns than lanes.
///
/// The columns are copied one after the other, zeros behind each, and the sums of a tile of four
/// rows by four columns stay in registers while `k` runs.
final class VectorFloatInner {
  private static final VectorSpecies<Float> S = VectorFloatTiles.S;
  private static final int L = S.length();

  /// Rows and columns of a tile.
  static final int SIDE = 4;

  /// Added to the sums, so that the JIT knows their class; see *Deliberate* of the package.
  private static final float[] ZERO = new float[L];

  /// The sums of a tile, a vector each.
  private final float[] sums = new float[SIDE * SIDE * L];

  /// The columns one after the other, zeros behind each.
  private float[] columns = {};

  /// Multiplies `m` rows of `a` by `n` columns of `b`, at most [#SIDE].
  void run(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int aRow,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] y,
      int yo,
      int yRow,
      boolean accumulate) {
    int length = (k + L - 1) / L * L;
    copy(n, k, length, b, bo, bRow, bCol);
    for (int i = 0; i < m; i += SIDE) {
      int rows = Math.min(SIDE, m - i);
      tile(rows, k, a, ao + i * aRow, aRow, n, columns, length, sums);
      store(rows, n, sums, y, yo + i * yRow, yRow, accumulate);
    }
  }

  private void copy(int n, int k, int length, float[] b, int bo, int bRow, int bCol) {
    if (columns.length < SIDE * length) {
      columns = new float[SIDE * length];
    }
    for (int j = 0; j < n; j++) {
      for (int t = 0; t < k; t++) {
        columns[j * length + t] = b[bo + t * bRow + j * bCol];
      }
      Arrays.fill(columns, j * length + k, (j + 1) * length, 0);
    }
  }

  /// The sums lane by lane. Rows and columns that there aren't repeat the last.
  private static void tile(
      int rows, int k, float[] a, int ao, int aRow, int columns, float[] b, int bCol, float[] y) {
    int a1 = ao + Math.min(1, rows - 1) * aRow;
    int a2 = ao + Math.min(2, rows - 1) * aRow;
    int a3 = ao + (rows - 1) * aRow;
    int b1 = Math.min(1, columns - 1) * bCol;
    int b2 = Math.min(2, columns - 1) * bCol;
    int b3 = (columns - 1) * bCol;
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
    int t = 0;
    for (; t <= k - L; t += L) {
      FloatVector c0 = FloatVector.fromArray(S, b, t);
      FloatVector c1 = FloatVector.fromArray(S, b, b1 + t);
      FloatVector c2 = FloatVector.fromArray(S, b, b2 + t);
      FloatVector c3 = FloatVector.fromArray(S, b, b3 + t);
      FloatVector x = FloatVector.fromArray(S, a, ao + t);
      y00 = x.fma(c0, y00);
      y01 = x.fma(c1, y01);
      y02 = x.fma(c2, y02);
      y03 = x.fma(c3, y03);
      x = FloatVector.fromArray(S, a, a1 + t);
      y10 = x.fma(c0, y10);
      y11 = x.fma(c1, y11);
      y12 = x.fma(c2, y12);
      y13 = x.fma(c3, y13);
      x = FloatVector.fromArray(S, a, a2 + t);
      y20 = x.fma(c0, y20);
      y21 = x.fma(c1, y21);
      y22 = x.fma(c2, y22);
      y23 = x.fma(c3, y23);
      x = FloatVector.fromArray(S, a, a3 + t);
      y30 = x.fma(c0, y30);
      y31 = x.fma(c1, y31);
      y32 = x.fma(c2, y32);
      y33 = x.fma(c3, y33);
    }
    if (t < k) {
      VectorMask<Float> mask = S.indexInRange(t, k);
      FloatVector c0 = FloatVector.fromArray(S, b, t);
      FloatVector c1 = FloatVector.fromArray(S, b, b1 + t);
      FloatVector c2 = FloatVector.fromArray(S, b, b2 + t);
      FloatVector c3 = FloatVector.fromArray(S, b, b3 + t);
      FloatVector x = FloatVector.fromArray(S, a, ao + t, mask);
      y00 = x.fma(c0, y00);
      y01 = x.fma(c1, y01);
      y02 = x.fma(c2, y02);
      y03 = x.fma(c3, y03);
      x = FloatVector.fromArray(S, a, a1 + t, mask);
      y10 = x.fma(c0, y10);
      y11 = x.fma(c1, y11);
      y12 = x.fma(c2, y12);
      y13 = x.fma(c3, y13);
      x = FloatVector.fromArray(S, a, a2 + t, mask);
      y20 = x.fma(c0, y20);
      y21 = x.fma(c1, y21);
      y22 = x.fma(c2, y22);
      y23 = x.fma(c3, y23);
      x = FloatVector.fromArray(S, a, a3 + t, mask);
      y30 = x.fma(c0, y30);
      y31 = x.fma(c1, y31);
      y32 = x.fma(c2, y32);
      y33 = x.fma(c3, y33);
    }
    FloatVector z = FloatVector.fromArray(S, ZERO, 0);
    y00.add(z).intoArray(y, 0);
    y01.add(z).intoArray(y, L);
    y02.add(z).intoArray(y, 2 * L);
    y03.add(z).intoArray(y, 3 * L);
    y10.add(z).intoArray(y, 4 * L);
    y11.add(z).intoArray(y, 5 * L);
    y12.add(z).intoArray(y, 6 * L);
    y13.add(z).intoArray(y, 7 * L);
    y20.add(z).intoArray(y, 8 * L);
    y21.add(z).intoArray(y, 9 * L);
    y22.add(z).intoArray(y, 10 * L);
    y23.add(z).intoArray(y, 11 * L);
    y30.add(z).intoArray(y, 12 * L);
    y31.add(z).intoArray(y, 13 * L);
    y32.add(z).intoArray(y, 14 * L);
    y33.add(z).intoArray(y, 15 * L);
  }

  /// Moves or adds the sums of the lanes to `y`.
  private static void store(
      int m, int n, float[] x, float[] y, int yo, int yRow, boolean accumulate) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = VectorFloatFolds.sum(FloatVector.fromArray(S, x, (i * SIDE + j) * L));
        int o = yo + i * yRow + j;
        y[o] = accumulate ? y[o] + sum : sum;
      }
    }
  }
}
