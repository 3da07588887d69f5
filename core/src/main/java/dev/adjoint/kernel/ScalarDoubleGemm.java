package dev.adjoint.kernel;

import java.util.Arrays;

/// Matrix products in f64 in plain Java; [ScalarFloatGemm] is the twin.
///
/// A task is a block of rows times a panel of columns. It copies `b` slice by slice into rows of
/// their own (`double[DEPTH][WIDTH]`), and adds eight scaled rows at a time to a row of `y` that
/// lies in an array of its own too: where every array is read at the same index, the JIT
/// vectorises.
final class ScalarDoubleGemm {
  /// Rows of `y` in a task.
  private static final int ROWS = 64;

  /// Rows of `b` in a slice.
  private static final int DEPTH = 64;

  /// Columns of `b` in a panel: a slice of f64 is 64 KiB and stays in L2.
  private static final int WIDTH = 128;

  /// Rows added at a time.
  private static final int STEP = 8;

  /// What a thread packs into.
  private record Scratch(double[][] rows, double[] sum) {
    static final ThreadLocal<Scratch> OF_THREAD =
        ThreadLocal.withInitial(() -> new Scratch(new double[DEPTH][WIDTH], new double[WIDTH]));
  }

  private ScalarDoubleGemm() {}

  static void multiply(
      Workers workers,
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      double[] y,
      int yo,
      int yRow,
      boolean accumulate) {
    if (!accumulate) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(y, yo + i * yRow, yo + i * yRow + n, 0);
      }
    }
    if (n < STEP || k < STEP || (long) m * n * k < 4096) {
      addDots(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, y, yo, yRow);
      return;
    }
    int down = (m + ROWS - 1) / ROWS;
    int across = (n + WIDTH - 1) / WIDTH;
    int tasks = ScalarGemm.isLarge(m, n, k) ? down * across : 1;
    if (tasks == 1) {
      for (int j = 0; j < n; j += WIDTH) {
        addPanel(
            m,
            Math.min(WIDTH, n - j),
            k,
            a,
            ao,
            aRow,
            aCol,
            b,
            bo + j * bCol,
            bRow,
            bCol,
            y,
            yo + j,
            yRow);
      }
      return;
    }
    workers.run(
        tasks,
        task -> {
          int i = task / across * ROWS;
          int j = task % across * WIDTH;
          addPanel(
              Math.min(ROWS, m - i),
              Math.min(WIDTH, n - j),
              k,
              a,
              ao + i * aRow,
              aRow,
              aCol,
              b,
              bo + j * bCol,
              bRow,
              bCol,
              y,
              yo + i * yRow + j,
              yRow);
        });
  }

  private static void addDots(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      double[] y,
      int yo,
      int yRow) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        y[yo + i * yRow + j] += dot(k, a, ao + i * aRow, aCol, b, bo + j * bCol, bRow);
      }
    }
  }

  private static double dot(int k, double[] a, int ao, int aCol, double[] b, int bo, int bRow) {
    double s0 = 0;
    double s1 = 0;
    int t = 0;
    for (; t < k - 1; t += 2) {
      s0 += a[ao + t * aCol] * b[bo + t * bRow];
      s1 += a[ao + (t + 1) * aCol] * b[bo + (t + 1) * bRow];
    }
    return t < k ? s0 + s1 + a[ao + t * aCol] * b[bo + t * bRow] : s0 + s1;
  }

  private static void addPanel(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      double[] y,
      int yo,
      int yRow) {
    Scratch scratch = Scratch.OF_THREAD.get();
    for (int t = 0; t < k; t += DEPTH) {
      int depth = Math.min(DEPTH, k - t);
      pack(depth, n, b, bo + t * bRow, bRow, bCol, scratch.rows);
      for (int i = 0; i < m; i++) {
        System.arraycopy(y, yo + i * yRow, scratch.sum, 0, n);
        addRows(depth, n, a, ao + i * aRow + t * aCol, aCol, scratch.rows, scratch.sum);
        System.arraycopy(scratch.sum, 0, y, yo + i * yRow, n);
      }
    }
  }

  private static void pack(
      int depth, int n, double[] b, int bo, int bRow, int bCol, double[][] rows) {
    for (int t = 0; t < depth; t++) {
      double[] row = rows[t];
      if (bCol == 1) {
        System.arraycopy(b, bo + t * bRow, row, 0, n);
      } else {
        for (int j = 0; j < n; j++) {
          row[j] = b[bo + t * bRow + j * bCol];
        }
      }
    }
  }

  /// `sum += Σ a[t]·rows[t]` for `t < depth`.
  private static void addRows(
      int depth, int n, double[] a, int ao, int aCol, double[][] rows, double[] sum) {
    int t = 0;
    for (; t <= depth - STEP; t += STEP) {
      add8(n, sum, t, rows, a, ao + t * aCol, aCol);
    }
    for (; t < depth; t++) {
      add1(n, sum, rows[t], a[ao + t * aCol]);
    }
  }

  private static void add8(
      int n, double[] sum, int t, double[][] rows, double[] a, int o, int step) {
    double[] b0 = rows[t];
    double[] b1 = rows[t + 1];
    double[] b2 = rows[t + 2];
    double[] b3 = rows[t + 3];
    double[] b4 = rows[t + 4];
    double[] b5 = rows[t + 5];
    double[] b6 = rows[t + 6];
    double[] b7 = rows[t + 7];
    double a0 = a[o];
    double a1 = a[o + step];
    double a2 = a[o + 2 * step];
    double a3 = a[o + 3 * step];
    double a4 = a[o + 4 * step];
    double a5 = a[o + 5 * step];
    double a6 = a[o + 6 * step];
    double a7 = a[o + 7 * step];
    for (int j = 0; j < n; j++) {
      sum[j] +=
          ((a0 * b0[j] + a1 * b1[j]) + (a2 * b2[j] + a3 * b3[j]))
              + ((a4 * b4[j] + a5 * b5[j]) + (a6 * b6[j] + a7 * b7[j]));
    }
  }

  private static void add1(int n, double[] sum, double[] b, double a) {
    for (int j = 0; j < n; j++) {
      sum[j] += a * b[j];
    }
  }
}
