package dev.adjoint.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Products of few rows or columns, which have too little to do with a number of `b` to pack it: as
/// inner products where `k` is contiguous, as sums of scaled rows where the columns are.
final class VectorDoubleDots {
  private static final VectorSpecies<Double> S = VectorDoubleTiles.S;
  private static final int L = S.length();

  private VectorDoubleDots() {}

  /// The product of operands whose `k` is contiguous in both.
  static void dots(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      double[] b,
      int bo,
      int bCol,
      double[] y,
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

  private static double dot(int k, double[] a, int ao, double[] b, int bo) {
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = s0;
    int t = 0;
    for (; t <= k - 2 * L; t += 2 * L) {
      s0 = DoubleVector.fromArray(S, a, ao + t).fma(DoubleVector.fromArray(S, b, bo + t), s0);
      s1 =
          DoubleVector.fromArray(S, a, ao + t + L)
              .fma(DoubleVector.fromArray(S, b, bo + t + L), s1);
    }
    double sum = VectorDoubleFolds.sum(s0.add(s1));
    for (; t < k; t++) {
      sum = Math.fma(a[ao + t], b[bo + t], sum);
    }
    return sum;
  }

  /// The inner products of a row with four columns.
  private static void addFour(
      int k, double[] a, int ao, double[] b, int bo, int bCol, double[] y, int yo) {
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int t = 0;
    for (; t <= k - L; t += L) {
      DoubleVector x = DoubleVector.fromArray(S, a, ao + t);
      s0 = DoubleVector.fromArray(S, b, bo + t).fma(x, s0);
      s1 = DoubleVector.fromArray(S, b, bo + bCol + t).fma(x, s1);
      s2 = DoubleVector.fromArray(S, b, bo + 2 * bCol + t).fma(x, s2);
      s3 = DoubleVector.fromArray(S, b, bo + 3 * bCol + t).fma(x, s3);
    }
    y[yo] += VectorDoubleFolds.sum(s0);
    y[yo + 1] += VectorDoubleFolds.sum(s1);
    y[yo + 2] += VectorDoubleFolds.sum(s2);
    y[yo + 3] += VectorDoubleFolds.sum(s3);
    for (; t < k; t++) {
      y[yo] = Math.fma(a[ao + t], b[bo + t], y[yo]);
      y[yo + 1] = Math.fma(a[ao + t], b[bo + bCol + t], y[yo + 1]);
      y[yo + 2] = Math.fma(a[ao + t], b[bo + 2 * bCol + t], y[yo + 2]);
      y[yo + 3] = Math.fma(a[ao + t], b[bo + 3 * bCol + t], y[yo + 3]);
    }
  }

  /// One row times a matrix whose rows are contiguous.
  static void row(
      int n,
      int k,
      double[] a,
      int ao,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      double[] y,
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
      int n, double[] a, int ao, int aCol, double[] b, int bo, int bRow, double[] y, int yo) {
    double a0 = a[ao];
    double a1 = a[ao + aCol];
    double a2 = a[ao + 2 * aCol];
    double a3 = a[ao + 3 * aCol];
    int j = 0;
    for (; j <= n - L; j += L) {
      DoubleVector sum = DoubleVector.fromArray(S, y, yo + j);
      sum = DoubleVector.fromArray(S, b, bo + j).fma(DoubleVector.broadcast(S, a0), sum);
      sum = DoubleVector.fromArray(S, b, bo + bRow + j).fma(DoubleVector.broadcast(S, a1), sum);
      sum = DoubleVector.fromArray(S, b, bo + 2 * bRow + j).fma(DoubleVector.broadcast(S, a2), sum);
      sum = DoubleVector.fromArray(S, b, bo + 3 * bRow + j).fma(DoubleVector.broadcast(S, a3), sum);
      sum.intoArray(y, yo + j);
    }
    for (; j < n; j++) {
      double sum = Math.fma(a0, b[bo + j], y[yo + j]);
      sum = Math.fma(a1, b[bo + bRow + j], sum);
      sum = Math.fma(a2, b[bo + 2 * bRow + j], sum);
      y[yo + j] = Math.fma(a3, b[bo + 3 * bRow + j], sum);
    }
  }

  private static void addRow(int n, double a, double[] b, int bo, double[] y, int yo) {
    int j = 0;
    for (; j <= n - L; j += L) {
      DoubleVector sum = DoubleVector.fromArray(S, y, yo + j);
      DoubleVector.fromArray(S, b, bo + j)
          .fma(DoubleVector.broadcast(S, a), sum)
          .intoArray(y, yo + j);
    }
    for (; j < n; j++) {
      y[yo + j] = Math.fma(a, b[bo + j], y[yo + j]);
    }
  }
}
