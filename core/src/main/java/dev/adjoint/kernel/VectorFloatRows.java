package dev.adjoint.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// One row times a matrix whose rows are contiguous. Up to eight vectors of the row of `y` stay in
/// registers while the rows of the matrix pass by, each read once.
///
/// Where the columns end inside a vector, that vector begins earlier and makes some elements twice,
/// with the same bits; a mask is needed only where there is no whole vector.
///
/// −0 is added to sums before they are stored, which changes none and tells the JIT their class;
/// see *Deliberate* of the package.
final class VectorFloatRows {
  private static final VectorSpecies<Float> S = VectorFloatTiles.S;
  private static final int L = S.length();

  private VectorFloatRows() {}

  /// `y = a·b`, or `y += a·b` if `accumulate`.
  static void row(
      int n,
      int k,
      float[] a,
      int ao,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] y,
      int yo,
      boolean accumulate) {
    if (n > 8 * L) {
      wide(n, k, a, ao, aCol, b, bo, bRow, y, yo, accumulate);
    } else if (n > 7 * L) {
      eight(n, k, a, ao, aCol, b, bo, bRow, y, yo, accumulate);
    } else if (n > 4 * L) {
      seven(n, k, a, ao, aCol, b, bo, bRow, y, yo, accumulate);
    } else if (n >= L) {
      four(n, k, a, ao, aCol, b, bo, bRow, y, yo, accumulate);
    } else {
      part(n, k, a, ao, aCol, b, bo, bRow, y, yo, accumulate);
    }
  }

  /// Fewer columns than a vector has.
  private static void part(
      int n,
      int k,
      float[] a,
      int ao,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] y,
      int yo,
      boolean accumulate) {
    VectorMask<Float> mask = S.indexInRange(0, n);
    FloatVector sum = accumulate ? FloatVector.fromArray(S, y, yo, mask) : FloatVector.zero(S);
    for (int t = 0; t < k; t++) {
      FloatVector x = FloatVector.broadcast(S, a[ao + t * aCol]);
      sum = FloatVector.fromArray(S, b, bo + t * bRow, mask).fma(x, sum);
    }
    FloatVector nothing = FloatVector.broadcast(S, -0f);
    sum.lanewise(ADD, nothing).intoArray(y, yo, mask);
  }

  /// One to four vectors.
  private static void four(
      int n,
      int k,
      float[] a,
      int ao,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] y,
      int yo,
      boolean accumulate) {
    int j1 = Math.min(L, n - L);
    int j2 = Math.min(2 * L, n - L);
    int j3 = Math.min(3 * L, n - L);
    FloatVector zero = FloatVector.zero(S);
    FloatVector y0 = accumulate ? FloatVector.fromArray(S, y, yo) : zero;
    FloatVector y1 = accumulate ? FloatVector.fromArray(S, y, yo + j1) : zero;
    FloatVector y2 = accumulate ? FloatVector.fromArray(S, y, yo + j2) : zero;
    FloatVector y3 = accumulate ? FloatVector.fromArray(S, y, yo + j3) : zero;
    for (int t = 0; t < k; t++) {
      int o = bo + t * bRow;
      FloatVector x = FloatVector.broadcast(S, a[ao + t * aCol]);
      y0 = FloatVector.fromArray(S, b, o).fma(x, y0);
      y1 = FloatVector.fromArray(S, b, o + j1).fma(x, y1);
      y2 = FloatVector.fromArray(S, b, o + j2).fma(x, y2);
      y3 = FloatVector.fromArray(S, b, o + j3).fma(x, y3);
    }
    FloatVector nothing = FloatVector.broadcast(S, -0f);
    y0.lanewise(ADD, nothing).intoArray(y, yo);
    y1.lanewise(ADD, nothing).intoArray(y, yo + j1);
    y2.lanewise(ADD, nothing).intoArray(y, yo + j2);
    y3.lanewise(ADD, nothing).intoArray(y, yo + j3);
  }

  /// One to eight vectors.
  private static void eight(
      int n,
      int k,
      float[] a,
      int ao,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] y,
      int yo,
      boolean accumulate) {
    int j1 = Math.min(L, n - L);
    int j2 = Math.min(2 * L, n - L);
    int j3 = Math.min(3 * L, n - L);
    int j4 = Math.min(4 * L, n - L);
    int j5 = Math.min(5 * L, n - L);
    int j6 = Math.min(6 * L, n - L);
    int j7 = Math.min(7 * L, n - L);
    FloatVector zero = FloatVector.zero(S);
    FloatVector y0 = accumulate ? FloatVector.fromArray(S, y, yo) : zero;
    FloatVector y1 = accumulate ? FloatVector.fromArray(S, y, yo + j1) : zero;
    FloatVector y2 = accumulate ? FloatVector.fromArray(S, y, yo + j2) : zero;
    FloatVector y3 = accumulate ? FloatVector.fromArray(S, y, yo + j3) : zero;
    FloatVector y4 = accumulate ? FloatVector.fromArray(S, y, yo + j4) : zero;
    FloatVector y5 = accumulate ? FloatVector.fromArray(S, y, yo + j5) : zero;
    FloatVector y6 = accumulate ? FloatVector.fromArray(S, y, yo + j6) : zero;
    FloatVector y7 = accumulate ? FloatVector.fromArray(S, y, yo + j7) : zero;
    for (int t = 0; t < k; t++) {
      int o = bo + t * bRow;
      FloatVector x = FloatVector.broadcast(S, a[ao + t * aCol]);
      y0 = FloatVector.fromArray(S, b, o).fma(x, y0);
      y1 = FloatVector.fromArray(S, b, o + j1).fma(x, y1);
      y2 = FloatVector.fromArray(S, b, o + j2).fma(x, y2);
      y3 = FloatVector.fromArray(S, b, o + j3).fma(x, y3);
      y4 = FloatVector.fromArray(S, b, o + j4).fma(x, y4);
      y5 = FloatVector.fromArray(S, b, o + j5).fma(x, y5);
      y6 = FloatVector.fromArray(S, b, o + j6).fma(x, y6);
      y7 = FloatVector.fromArray(S, b, o + j7).fma(x, y7);
    }
    FloatVector nothing = FloatVector.broadcast(S, -0f);
    y0.lanewise(ADD, nothing).intoArray(y, yo);
    y1.lanewise(ADD, nothing).intoArray(y, yo + j1);
    y2.lanewise(ADD, nothing).intoArray(y, yo + j2);
    y3.lanewise(ADD, nothing).intoArray(y, yo + j3);
    y4.lanewise(ADD, nothing).intoArray(y, yo + j4);
    y5.lanewise(ADD, nothing).intoArray(y, yo + j5);
    y6.lanewise(ADD, nothing).intoArray(y, yo + j6);
    y7.lanewise(ADD, nothing).intoArray(y, yo + j7);
  }

  /// One to seven vectors: an eighth, made for the second time, would be a seventh of the work.
  private static void seven(
      int n,
      int k,
      float[] a,
      int ao,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] y,
      int yo,
      boolean accumulate) {
    int j1 = Math.min(L, n - L);
    int j2 = Math.min(2 * L, n - L);
    int j3 = Math.min(3 * L, n - L);
    int j4 = Math.min(4 * L, n - L);
    int j5 = Math.min(5 * L, n - L);
    int j6 = Math.min(6 * L, n - L);
    FloatVector zero = FloatVector.zero(S);
    FloatVector y0 = accumulate ? FloatVector.fromArray(S, y, yo) : zero;
    FloatVector y1 = accumulate ? FloatVector.fromArray(S, y, yo + j1) : zero;
    FloatVector y2 = accumulate ? FloatVector.fromArray(S, y, yo + j2) : zero;
    FloatVector y3 = accumulate ? FloatVector.fromArray(S, y, yo + j3) : zero;
    FloatVector y4 = accumulate ? FloatVector.fromArray(S, y, yo + j4) : zero;
    FloatVector y5 = accumulate ? FloatVector.fromArray(S, y, yo + j5) : zero;
    FloatVector y6 = accumulate ? FloatVector.fromArray(S, y, yo + j6) : zero;
    for (int t = 0; t < k; t++) {
      int o = bo + t * bRow;
      FloatVector x = FloatVector.broadcast(S, a[ao + t * aCol]);
      y0 = FloatVector.fromArray(S, b, o).fma(x, y0);
      y1 = FloatVector.fromArray(S, b, o + j1).fma(x, y1);
      y2 = FloatVector.fromArray(S, b, o + j2).fma(x, y2);
      y3 = FloatVector.fromArray(S, b, o + j3).fma(x, y3);
      y4 = FloatVector.fromArray(S, b, o + j4).fma(x, y4);
      y5 = FloatVector.fromArray(S, b, o + j5).fma(x, y5);
      y6 = FloatVector.fromArray(S, b, o + j6).fma(x, y6);
    }
    FloatVector nothing = FloatVector.broadcast(S, -0f);
    y0.lanewise(ADD, nothing).intoArray(y, yo);
    y1.lanewise(ADD, nothing).intoArray(y, yo + j1);
    y2.lanewise(ADD, nothing).intoArray(y, yo + j2);
    y3.lanewise(ADD, nothing).intoArray(y, yo + j3);
    y4.lanewise(ADD, nothing).intoArray(y, yo + j4);
    y5.lanewise(ADD, nothing).intoArray(y, yo + j5);
    y6.lanewise(ADD, nothing).intoArray(y, yo + j6);
  }

  /// Rows too long for the registers: four at a time, so that each is read from end to end.
  private static void wide(
      int n,
      int k,
      float[] a,
      int ao,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] y,
      int yo,
      boolean accumulate) {
    if (!accumulate) {
      Arrays.fill(y, yo, yo + n, 0);
    }
    int t = 0;
    for (; t <= k - 4; t += 4) {
      addFourRows(n, a, ao + t * aCol, aCol, b, bo + t * bRow, bRow, y, yo);
    }
    for (; t < k; t++) {
      addRow(n, a[ao + t * aCol], b, bo + t * bRow, y, yo);
    }
  }

  private static void addFourRows(
      int n, float[] a, int ao, int aCol, float[] b, int bo, int bRow, float[] y, int yo) {
    float a0 = a[ao];
    float a1 = a[ao + aCol];
    float a2 = a[ao + 2 * aCol];
    float a3 = a[ao + 3 * aCol];
    int j = 0;
    for (; j <= n - L; j += L) {
      FloatVector sum = FloatVector.fromArray(S, y, yo + j);
      sum = FloatVector.fromArray(S, b, bo + j).fma(FloatVector.broadcast(S, a0), sum);
      sum = FloatVector.fromArray(S, b, bo + bRow + j).fma(FloatVector.broadcast(S, a1), sum);
      sum = FloatVector.fromArray(S, b, bo + 2 * bRow + j).fma(FloatVector.broadcast(S, a2), sum);
      sum = FloatVector.fromArray(S, b, bo + 3 * bRow + j).fma(FloatVector.broadcast(S, a3), sum);
      sum.intoArray(y, yo + j);
    }
    for (; j < n; j++) {
      float sum = Math.fma(a0, b[bo + j], y[yo + j]);
      sum = Math.fma(a1, b[bo + bRow + j], sum);
      sum = Math.fma(a2, b[bo + 2 * bRow + j], sum);
      y[yo + j] = Math.fma(a3, b[bo + 3 * bRow + j], sum);
    }
  }

  private static void addRow(int n, float a, float[] b, int bo, float[] y, int yo) {
    int j = 0;
    for (; j <= n - L; j += L) {
      FloatVector sum = FloatVector.fromArray(S, y, yo + j);
      FloatVector.fromArray(S, b, bo + j)
          .fma(FloatVector.broadcast(S, a), sum)
          .intoArray(y, yo + j);
    }
    for (; j < n; j++) {
      y[yo + j] = Math.fma(a, b[bo + j], y[yo + j]);
    }
  }
}
