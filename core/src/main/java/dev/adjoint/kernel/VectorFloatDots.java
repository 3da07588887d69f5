package dev.adjoint.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Products of few rows or columns, which have too little to do with a number of `b` to pack it, as
/// inner products: `k` is contiguous. Where the columns are, [VectorFloatRows] takes them.
final class VectorFloatDots {
  private static final VectorSpecies<Float> S = VectorFloatTiles.S;
  private static final int L = S.length();

  private VectorFloatDots() {}

  /// The product of operands whose `k` is contiguous in both.
  static void dots(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int aRow,
      float[] b,
      int bo,
      int bCol,
      float[] y,
      int yo,
      int yRow,
      boolean accumulate) {
    for (int i = 0; i < m; i++) {
      int o = yo + i * yRow;
      if (!accumulate) {
        Arrays.fill(y, o, o + n, 0);
      }
      int j = 0;
      for (; j <= n - 4; j += 4) {
        addFour(k, a, ao + i * aRow, b, bo + j * bCol, bCol, y, o + j);
      }
      for (; j < n; j++) {
        y[o + j] += dot(k, a, ao + i * aRow, b, bo + j * bCol);
      }
    }
  }

  private static float dot(int k, float[] a, int ao, float[] b, int bo) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    int t = 0;
    for (; t <= k - 2 * L; t += 2 * L) {
      s0 = FloatVector.fromArray(S, a, ao + t).fma(FloatVector.fromArray(S, b, bo + t), s0);
      s1 = FloatVector.fromArray(S, a, ao + t + L).fma(FloatVector.fromArray(S, b, bo + t + L), s1);
    }
    float sum = VectorFloatFolds.sum(s0.add(s1));
    for (; t < k; t++) {
      sum = Math.fma(a[ao + t], b[bo + t], sum);
    }
    return sum;
  }

  /// The inner products of a row with four columns.
  private static void addFour(
      int k, float[] a, int ao, float[] b, int bo, int bCol, float[] y, int yo) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int t = 0;
    for (; t <= k - L; t += L) {
      FloatVector x = FloatVector.fromArray(S, a, ao + t);
      s0 = FloatVector.fromArray(S, b, bo + t).fma(x, s0);
      s1 = FloatVector.fromArray(S, b, bo + bCol + t).fma(x, s1);
      s2 = FloatVector.fromArray(S, b, bo + 2 * bCol + t).fma(x, s2);
      s3 = FloatVector.fromArray(S, b, bo + 3 * bCol + t).fma(x, s3);
    }
    y[yo] += VectorFloatFolds.sum(s0);
    y[yo + 1] += VectorFloatFolds.sum(s1);
    y[yo + 2] += VectorFloatFolds.sum(s2);
    y[yo + 3] += VectorFloatFolds.sum(s3);
    for (; t < k; t++) {
      y[yo] = Math.fma(a[ao + t], b[bo + t], y[yo]);
      y[yo + 1] = Math.fma(a[ao + t], b[bo + bCol + t], y[yo + 1]);
      y[yo + 2] = Math.fma(a[ao + t], b[bo + 2 * bCol + t], y[yo + 2]);
      y[yo + 3] = Math.fma(a[ao + t], b[bo + 3 * bCol + t], y[yo + 3]);
    }
  }
}
