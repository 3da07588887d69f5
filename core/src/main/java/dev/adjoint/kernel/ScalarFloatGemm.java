package dev.adjoint.kernel;

import java.util.Arrays;

/// Matrix products in f32 in plain Java; [ScalarDoubleGemm] is the twin.
///
/// A task is a block of rows times a panel of columns. It copies `b` slice by slice into rows of
/// their own (`float[DEPTH][WIDTH]`), and adds eight scaled rows at a time to a row of `y` that
/// lies in an array of its own too: where every array is read at the same index, the JIT
/// vectorises.
final class ScalarFloatGemm {
  /// Rows of `y` in a task.
  private static final int ROWS = 64;

  /// Rows of `b` in a slice.
  private static final int DEPTH = 64;

  /// Columns of `b` in a panel: a slice of f32 is 64 KiB and stays in L2.
  private static final int WIDTH = 256;

  /// Rows added at a time.
  private static final int STEP = 8;

  /// What a thread packs into.
  private record Scratch(float[][] rows, float[] sum) {
    static final ThreadLocal<Scratch> OF_THREAD =
        ThreadLocal.withInitial(() -> new Scratch(new float[DEPTH][WIDTH], new float[WIDTH]));
  }

  private ScalarFloatGemm() {}

  static void multiply(
      Workers workers,
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] y,
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
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] y,
      int yo,
      int yRow) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        y[yo + i * yRow + j] += dot(k, a, ao + i * aRow, aCol, b, bo + j * bCol, bRow);
      }
    }
  }

  private static float dot(int k, float[] a, int ao, int aCol, float[] b, int bo, int bRow) {
    float s0 = 0;
    float s1 = 0;
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
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] y,
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
      int depth, int n, float[] b, int bo, int bRow, int bCol, float[][] rows) {
    for (int t = 0; t < depth; t++) {
      float[] row = rows[t];
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
      int depth, int n, float[] a, int ao, int aCol, float[][] rows, float[] sum) {
    int t = 0;
    for (; t <= depth - STEP; t += STEP) {
      add8(n, sum, t, rows, a, ao + t * aCol, aCol);
    }
    for (; t < depth; t++) {
      add1(n, sum, rows[t], a[ao + t * aCol]);
    }
  }

  private static void add8(int n, float[] sum, int t, float[][] rows, float[] a, int o, int step) {
    float[] b0 = rows[t];
    float[] b1 = rows[t + 1];
    float[] b2 = rows[t + 2];
    float[] b3 = rows[t + 3];
    float[] b4 = rows[t + 4];
    float[] b5 = rows[t + 5];
    float[] b6 = rows[t + 6];
    float[] b7 = rows[t + 7];
    float a0 = a[o];
    float a1 = a[o + step];
    float a2 = a[o + 2 * step];
    float a3 = a[o + 3 * step];
    float a4 = a[o + 4 * step];
    float a5 = a[o + 5 * step];
    float a6 = a[o + 6 * step];
    float a7 = a[o + 7 * step];
    for (int j = 0; j < n; j++) {
      sum[j] +=
          ((a0 * b0[j] + a1 * b1[j]) + (a2 * b2[j] + a3 * b3[j]))
              + ((a4 * b4[j] + a5 * b5[j]) + (a6 * b6[j] + a7 * b7[j]));
    }
  }

  private static void add1(int n, float[] sum, float[] b, float a) {
    for (int j = 0; j < n; j++) {
      sum[j] += a * b[j];
    }
  }
}
