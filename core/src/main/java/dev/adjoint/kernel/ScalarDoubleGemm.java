package dev.adjoint.kernel;

import java.util.Arrays;

/// Matrix products in f64 in plain Java; [ScalarFloatGemm] is the twin.
///
/// A task is a block of rows times a panel of columns. It copies `b` slice by slice into rows of
/// their own (`double[DEPTH][WIDTH]`), and adds eight scaled rows at a time to a row of `y` that
/// lies in an array of its own too: where every array is read at the same index, the JIT
/// vectorises.
final class ScalarDoubleGemm {
  /// Rows of `b` in a slice.
  private static final int DEPTH = 64;

  /// Columns of `b` in a panel: a slice of f64 is 64 KiB and stays in L2.
  private static final int WIDTH = 128;

  /// Rows added at a time.
  private static final int STEP = 8;

  /// What a thread packs into.
  private static final class Scratch {
    static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    final double[][] rows = new double[DEPTH][WIDTH];
    final double[] sum = new double[WIDTH];
  }

  private ScalarDoubleGemm() {}

  static void multiply(Workers workers, MatrixProduct<double[]> p) {
    Blocks blocks = Blocks.of(p, STEP, WIDTH / 4);
    blocks.run(workers, p, ScalarDoubleGemm::block);
  }

  private static void block(MatrixProduct<double[]> p) {
    if (!p.accumulate()) {
      clear(p);
    }
    if (p.n() < STEP || p.k() < STEP) {
      addDots(p);
      return;
    }
    Scratch scratch = Scratch.OF_THREAD.get();
    for (int j = 0; j < p.n(); j += WIDTH) {
      MatrixProduct<double[]> panel = p.block(0, j, p.m(), Math.min(WIDTH, p.n() - j));
      for (int t = 0; t < p.k(); t += DEPTH) {
        addSlice(panel.slice(t, Math.min(t + DEPTH, p.k())), scratch);
      }
    }
  }

  private static void clear(MatrixProduct<double[]> p) {
    for (int i = 0; i < p.m(); i++) {
      int o = p.y().index(i, 0);
      Arrays.fill(p.y().array(), o, o + p.n(), 0);
    }
  }

  private static void addDots(MatrixProduct<double[]> p) {
    for (int i = 0; i < p.m(); i++) {
      for (int j = 0; j < p.n(); j++) {
        p.y().array()[p.y().index(i, j)] +=
            dot(p.k(), p.a(), p.a().index(i, 0), p.b(), p.b().index(0, j));
      }
    }
  }

  private static double dot(int k, Matrix<double[]> a, int ao, Matrix<double[]> b, int bo) {
    double[] x = a.array();
    double[] y = b.array();
    double s0 = 0;
    double s1 = 0;
    int t = 0;
    for (; t < k - 1; t += 2) {
      s0 += x[ao + t * a.column()] * y[bo + t * b.row()];
      s1 += x[ao + (t + 1) * a.column()] * y[bo + (t + 1) * b.row()];
    }
    return t < k ? s0 + s1 + x[ao + t * a.column()] * y[bo + t * b.row()] : s0 + s1;
  }

  private static void addSlice(MatrixProduct<double[]> p, Scratch scratch) {
    pack(p.k(), p.n(), p.b(), scratch.rows);
    for (int i = 0; i < p.m(); i++) {
      int o = p.y().index(i, 0);
      System.arraycopy(p.y().array(), o, scratch.sum, 0, p.n());
      addRows(p, p.a().index(i, 0), scratch);
      System.arraycopy(scratch.sum, 0, p.y().array(), o, p.n());
    }
  }

  private static void pack(int depth, int n, Matrix<double[]> b, double[][] rows) {
    for (int t = 0; t < depth; t++) {
      int o = b.index(t, 0);
      if (b.column() == 1) {
        System.arraycopy(b.array(), o, rows[t], 0, n);
      } else {
        gather(n, b.array(), o, b.column(), rows[t]);
      }
    }
  }

  private static void gather(int n, double[] from, int o, int step, double[] to) {
    for (int j = 0; j < n; j++) {
      to[j] = from[o + j * step];
    }
  }

  /// `sum += Σ a[t]·rows[t]`.
  private static void addRows(MatrixProduct<double[]> p, int ao, Scratch scratch) {
    double[] a = p.a().array();
    int step = p.a().column();
    int n = p.n();
    int depth = p.k();
    double[] sum = scratch.sum;
    double[][] rows = scratch.rows;
    int t = 0;
    for (; t <= depth - STEP; t += STEP) {
      add8(n, sum, t, rows, a, ao + t * step, step);
    }
    for (; t < depth; t++) {
      add1(n, sum, rows[t], a[ao + t * step]);
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
