package dev.adjoint.compile;

import dev.adjoint.graph.Reduction;
import dev.adjoint.kernel.TileLoop;
import java.util.Arrays;

/// Folds runs of a tile into accumulators. Floating-point accumulators are `double[]`, also for
/// f32; those of i32 and bool are of their own kind.
sealed interface Fold {
  /// So many elements are folded in their own precision.
  int PIECE = 1024;

  /// Sums and extremes of shorter rows are taken one element after the other: the folds of several
  /// rows run side by side then.
  int SHORT = 32;

  /// What a reduction does, as far as there are loops for it.
  enum Kind {
    SUM,
    MAXIMUM,
    OTHER
  }

  /// {@return new accumulators}
  Object allocate(int count);

  /// Sets the accumulators to the fold of nothing.
  void clear(Object into);

  /// Folds `n` elements into one accumulator.
  void across(Object into, int at, Object x, int xo, int n);

  /// Folds `n` elements into as many accumulators.
  void along(Object into, int at, Object x, int xo, int n);

  /// Folds accumulators into others.
  void merge(Object into, Object from);

  /// {@return the loop that folds each row of a tile, of a given length, to one element}
  TileLoop rows(int row);

  /// Writes the accumulators out, rounded.
  void store(Object from, Object y, int yo);

  /// The fold of a run by itself.
  @FunctionalInterface
  interface FloatRun {
    double fold(float[] x, int o, int n);
  }

  /// The fold of a run by itself.
  @FunctionalInterface
  interface DoubleRun {
    double fold(double[] x, int o, int n);
  }

  /// The fold of a run by itself.
  @FunctionalInterface
  interface IntRun {
    int fold(int[] x, int o, int n);
  }

  /// Of f32.
  ///
  /// @param op the reduction
  /// @param run the fold of a run
  /// @param kind whether folding is adding or taking the largest, which have loops without calls
  record OfFloats(Reduction op, FloatRun run, Kind kind) implements Fold {
    @Override
    public Object allocate(int count) {
      return new double[count];
    }

    @Override
    public void clear(Object into) {
      Arrays.fill((double[]) into, op.identity());
    }

    @Override
    public void across(Object into, int at, Object x, int xo, int n) {
      double[] a = (double[]) into;
      a[at] = op.combine(a[at], fold((float[]) x, xo, n));
    }

    /// Piece by piece, since a piece is summed in its own precision.
    private double fold(float[] x, int o, int n) {
      double folded = op.identity();
      for (int done = 0; done < n; done += PIECE) {
        folded = op.combine(folded, run.fold(x, o + done, Math.min(PIECE, n - done)));
      }
      return folded;
    }

    @Override
    public TileLoop rows(int row) {
      if (row < SHORT && kind == Kind.SUM) {
        return ShortRows.floatSums(row);
      }
      if (row < SHORT && kind == Kind.MAXIMUM) {
        return ShortRows.floatMaxima(row);
      }
      return (x, xo, _, _, _, _, y, yo, n) -> {
        float[] a = (float[]) x;
        float[] b = (float[]) y;
        for (int i = 0; i < n / row; i++) {
          b[yo + i] = (float) fold(a, xo + i * row, row);
        }
      };
    }

    @Override
    public void along(Object into, int at, Object x, int xo, int n) {
      double[] a = (double[]) into;
      float[] b = (float[]) x;
      if (kind == Kind.SUM) {
        for (int i = 0; i < n; i++) {
          a[at + i] += b[xo + i];
        }
        return;
      }
      for (int i = 0; i < n; i++) {
        a[at + i] = op.combine(a[at + i], b[xo + i]);
      }
    }

    @Override
    public void merge(Object into, Object from) {
      double[] a = (double[]) into;
      double[] b = (double[]) from;
      for (int i = 0; i < a.length; i++) {
        a[i] = op.combine(a[i], b[i]);
      }
    }

    @Override
    public void store(Object from, Object y, int yo) {
      double[] a = (double[]) from;
      float[] b = (float[]) y;
      for (int i = 0; i < a.length; i++) {
        b[yo + i] = (float) a[i];
      }
    }
  }

  /// Of f64.
  ///
  /// @param op the reduction
  /// @param run the fold of a run
  /// @param kind whether folding is adding or taking the largest, which have loops without calls
  record OfDoubles(Reduction op, DoubleRun run, Kind kind) implements Fold {
    @Override
    public Object allocate(int count) {
      return new double[count];
    }

    @Override
    public void clear(Object into) {
      Arrays.fill((double[]) into, op.identity());
    }

    @Override
    public void across(Object into, int at, Object x, int xo, int n) {
      double[] a = (double[]) into;
      a[at] = op.combine(a[at], fold((double[]) x, xo, n));
    }

    /// Piece by piece, since a piece is summed in its own precision.
    private double fold(double[] x, int o, int n) {
      double folded = op.identity();
      for (int done = 0; done < n; done += PIECE) {
        folded = op.combine(folded, run.fold(x, o + done, Math.min(PIECE, n - done)));
      }
      return folded;
    }

    @Override
    public TileLoop rows(int row) {
      if (row < SHORT && kind == Kind.SUM) {
        return ShortRows.doubleSums(row);
      }
      if (row < SHORT && kind == Kind.MAXIMUM) {
        return ShortRows.doubleMaxima(row);
      }
      return (x, xo, _, _, _, _, y, yo, n) -> {
        double[] a = (double[]) x;
        double[] b = (double[]) y;
        for (int i = 0; i < n / row; i++) {
          b[yo + i] = fold(a, xo + i * row, row);
        }
      };
    }

    @Override
    public void along(Object into, int at, Object x, int xo, int n) {
      double[] a = (double[]) into;
      double[] b = (double[]) x;
      if (kind == Kind.SUM) {
        for (int i = 0; i < n; i++) {
          a[at + i] += b[xo + i];
        }
        return;
      }
      for (int i = 0; i < n; i++) {
        a[at + i] = op.combine(a[at + i], b[xo + i]);
      }
    }

    @Override
    public void merge(Object into, Object from) {
      along(into, 0, from, 0, ((double[]) from).length);
    }

    @Override
    public void store(Object from, Object y, int yo) {
      double[] a = (double[]) from;
      System.arraycopy(a, 0, y, yo, a.length);
    }
  }

  /// Of i32.
  ///
  /// @param op the reduction
  /// @param run the fold of a run
  record OfInts(Reduction op, IntRun run) implements Fold {
    @Override
    public Object allocate(int count) {
      return new int[count];
    }

    @Override
    public void clear(Object into) {
      Arrays.fill((int[]) into, (int) op.identity());
    }

    @Override
    public void across(Object into, int at, Object x, int xo, int n) {
      int[] a = (int[]) into;
      a[at] = op.combineInt(a[at], run.fold((int[]) x, xo, n));
    }

    @Override
    public void along(Object into, int at, Object x, int xo, int n) {
      int[] a = (int[]) into;
      for (int i = 0; i < n; i++) {
        a[at + i] = op.combineInt(a[at + i], ((int[]) x)[xo + i]);
      }
    }

    @Override
    public void merge(Object into, Object from) {
      along(into, 0, from, 0, ((int[]) from).length);
    }

    @Override
    public TileLoop rows(int row) {
      return (x, xo, _, _, _, _, y, yo, n) -> {
        for (int i = 0; i < n / row; i++) {
          ((int[]) y)[yo + i] =
              op.combineInt((int) op.identity(), run.fold((int[]) x, xo + i * row, row));
        }
      };
    }

    @Override
    public void store(Object from, Object y, int yo) {
      int[] a = (int[]) from;
      System.arraycopy(a, 0, y, yo, a.length);
    }
  }

  /// Of booleans, which are 1 and 0 to the reduction.
  ///
  /// @param op the reduction
  record OfBooleans(Reduction op) implements Fold {
    @Override
    public Object allocate(int count) {
      return new boolean[count];
    }

    @Override
    public void clear(Object into) {
      Arrays.fill((boolean[]) into, op.identity() != 0);
    }

    @Override
    public void across(Object into, int at, Object x, int xo, int n) {
      for (int i = 0; i < n; i++) {
        fold((boolean[]) into, at, ((boolean[]) x)[xo + i]);
      }
    }

    @Override
    public void along(Object into, int at, Object x, int xo, int n) {
      for (int i = 0; i < n; i++) {
        fold((boolean[]) into, at + i, ((boolean[]) x)[xo + i]);
      }
    }

    private void fold(boolean[] into, int at, boolean value) {
      into[at] = op.combine(into[at] ? 1 : 0, value ? 1 : 0) != 0;
    }

    @Override
    public void merge(Object into, Object from) {
      along(into, 0, from, 0, ((boolean[]) from).length);
    }

    @Override
    public TileLoop rows(int row) {
      return (x, xo, _, _, _, _, y, yo, n) -> {
        Arrays.fill((boolean[]) y, yo, yo + n / row, op.identity() != 0);
        for (int i = 0; i < n / row; i++) {
          across(y, yo + i, x, xo + i * row, row);
        }
      };
    }

    @Override
    public void store(Object from, Object y, int yo) {
      boolean[] a = (boolean[]) from;
      System.arraycopy(a, 0, y, yo, a.length);
    }
  }
}
