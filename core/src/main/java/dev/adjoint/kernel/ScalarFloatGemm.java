package dev.adjoint.kernel;

import java.util.Arrays;

/// Matrix products in f32 in plain Java; [ScalarDoubleGemm] is the twin.
///
/// A task is a block of rows times a panel of columns. It copies `b` slice by slice into rows of
/// their own (`float[DEPTH][WIDTH]`), and adds eight scaled rows at a time to a row of `y` that
/// lies in an array of its own too: where every array is read at the same index, the JIT
/// vectorises.
final class ScalarFloatGemm {
  /// Rows of `b` in a slice.
  private static final int DEPTH = 64;

  /// Columns of `b` in a panel: a slice of f32 is 64 KiB and stays in L2.
  private static final int WIDTH = 256;

  /// Rows added at a time.
  private static final int STEP = 8;

  /// What a thread packs into.
  private static final class Scratch {
    static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    final float[][] rows = new float[DEPTH][WIDTH];
    final float[] sum = new float[WIDTH];
  }

  private ScalarFloatGemm() {}

  static void multiply(Workers workers, MatrixProduct<float[]> p) {
    Blocks blocks = Blocks.of(p, STEP, WIDTH / 4);
    blocks.run(workers, p, ScalarFloatGemm::block);
  }

  private static void block(MatrixProduct<float[]> p) {
    if (!p.accumulate()) {
      clear(p);
    }
    if (p.n() < STEP || p.k() < STEP) {
      addDots(p);
      return;
    }
    Scratch scratch = Scratch.OF_THREAD.get();
    for (int j = 0; j < p.n(); j += WIDTH) {
      MatrixProduct<float[]> panel = p.block(0, j, p.m(), Math.min(WIDTH, p.n() - j));
      for (int t = 0; t < p.k(); t += DEPTH) {
        addSlice(panel.slice(t, Math.min(t + DEPTH, p.k())), scratch);
      }
    }
  }

  private static void clear(MatrixProduct<float[]> p) {
    for (int i = 0; i < p.m(); i++) {
      int o = p.y().index(i, 0);
      Arrays.fill(p.y().array(), o, o + p.n(), 0);
    }
  }

  private static void addDots(MatrixProduct<float[]> p) {
    for (int i = 0; i < p.m(); i++) {
      for (int j = 0; j < p.n(); j++) {
        p.y().array()[p.y().index(i, j)] +=
            dot(p.k(), p.a(), p.a().index(i, 0), p.b(), p.b().index(0, j));
      }
    }
  }

  private static float dot(int k, Matrix<float[]> a, int ao, Matrix<float[]> b, int bo) {
    float[] x = a.array();
    float[] y = b.array();
    float s0 = 0;
    float s1 = 0;
    int t = 0;
    for (; t < k - 1; t += 2) {
      s0 += x[ao + t * a.column()] * y[bo + t * b.row()];
      s1 += x[ao + (t + 1) * a.column()] * y[bo + (t + 1) * b.row()];
    }
    return t < k ? s0 + s1 + x[ao + t * a.column()] * y[bo + t * b.row()] : s0 + s1;
  }

  private static void addSlice(MatrixProduct<float[]> p, Scratch scratch) {
    pack(p.k(), p.n(), p.b(), scratch.rows);
    for (int i = 0; i < p.m(); i++) {
      int o = p.y().index(i, 0);
      System.arraycopy(p.y().array(), o, scratch.sum, 0, p.n());
      addRows(p, p.a().index(i, 0), scratch);
      System.arraycopy(scratch.sum, 0, p.y().array(), o, p.n());
    }
  }

  private static void pack(int depth, int n, Matrix<float[]> b, float[][] rows) {
    for (int t = 0; t < depth; t++) {
      int o = b.index(t, 0);
      if (b.column() == 1) {
        System.arraycopy(b.array(), o, rows[t], 0, n);
      } else {
        gather(n, b.array(), o, b.column(), rows[t]);
      }
    }
  }

  private static void gather(int n, float[] from, int o, int step, float[] to) {
    for (int j = 0; j < n; j++) {
      to[j] = from[o + j * step];
    }
  }

  /// `sum += Σ a[t]·rows[t]`.
  private static void addRows(MatrixProduct<float[]> p, int ao, Scratch scratch) {
    float[] a = p.a().array();
    int step = p.a().column();
    int n = p.n();
    int depth = p.k();
    float[] sum = scratch.sum;
    float[][] rows = scratch.rows;
    int t = 0;
    for (; t <= depth - STEP; t += STEP) {
      add8(n, sum, t, rows, a, ao + t * step, step);
    }
    for (; t < depth; t++) {
      add1(n, sum, rows[t], a[ao + t * step]);
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
