package dev.adjoint.kernel;

import java.util.Arrays;

/// Matrix products in f64 on the Vector API; [VectorFloatGemm] is the twin.
///
/// A task is a block of rows by a block of columns of `y`. It takes `k` slice by slice, copies the
/// slice of `b` into panels as wide as a tile (two vectors) unless it can be read where it is, and
/// runs the tiles ([VectorDoubleTiles]) over it; `a` is read in place whatever its strides.
final class VectorDoubleGemm {
  /// The longest slice of `k`: a panel of it stays in L1.
  private static final int DEPTH = 256;

  /// Columns of a tile.
  private static final int WIDTH = 2 * VectorDoubleTiles.L;

  /// Rows of `b` read in place at most: more, and rows a page apart would fall out of the caches.
  private static final int IN_PLACE = 1 << 16;

  /// Products of so few rows or columns aren't worth the packing.
  private static final int FEW = 3;

  /// What a thread packs slices of `b` into.
  private static final ThreadLocal<double[]> PANELS = ThreadLocal.withInitial(() -> new double[0]);

  /// What a thread sums up a tile in.
  private static final ThreadLocal<double[]> TILE =
      ThreadLocal.withInitial(() -> new double[VectorDoubleTiles.ROWS * WIDTH]);

  private VectorDoubleGemm() {}

  static void multiply(
      Workers workers,
      int m,
      int n,
      int k,
      Matrix<double[]> a,
      Matrix<double[]> b,
      Matrix<double[]> y,
      boolean accumulate) {
    if (n == 1 && y.row() == 1 && a.row() == 1) {
      multiply(workers, 1, m, k, b.transposed(), a.transposed(), y, accumulate);
      return;
    }
    Blocks blocks = Blocks.of(m, n, k, VectorDoubleTiles.ROWS, WIDTH);
    if (blocks.tasks() == 1) {
      block(m, n, k, a, b, y, accumulate);
    } else {
      workers.run(
          blocks.tasks(),
          task -> {
            int i = blocks.row(task);
            int j = blocks.column(task);
            block(
                blocks.rows(task),
                blocks.columns(task),
                k,
                a.from(i, 0),
                b.from(0, j),
                y.from(i, j),
                accumulate);
          });
    }
  }

  private static void block(
      int m,
      int n,
      int k,
      Matrix<double[]> a,
      Matrix<double[]> b,
      Matrix<double[]> y,
      boolean accumulate) {
    if (!accumulate) {
      clear(m, n, y);
    }
    if (Math.min(m, n) <= FEW && a.column() == 1 && b.row() == 1) {
      VectorDoubleDots.add(m, n, k, a, b, y);
      return;
    }
    int slices = (k + DEPTH - 1) / DEPTH;
    for (int s = 0; s < slices; s++) {
      int from = (int) ((long) k * s / slices);
      int to = (int) ((long) k * (s + 1) / slices);
      slice(m, n, to - from, a.from(0, from), b.from(from, 0), y);
    }
  }

  private static void clear(int m, int n, Matrix<double[]> y) {
    for (int i = 0; i < m; i++) {
      int o = y.index(i, 0);
      Arrays.fill(y.array(), o, o + n, 0);
    }
  }

  /// Panel by panel; the whole panels are read in place where that pays.
  private static void slice(
      int m, int n, int k, Matrix<double[]> a, Matrix<double[]> b, Matrix<double[]> y) {
    boolean inPlace =
        b.column() == 1 && (m <= VectorDoubleTiles.ROWS || (long) b.row() * k <= IN_PLACE);
    for (int j = 0; j < n; j += WIDTH) {
      int columns = Math.min(WIDTH, n - j);
      if (inPlace && (columns == WIDTH || columns == VectorDoubleTiles.L)) {
        tiles(m, columns, k, a, b.array(), b.index(0, j), b.row(), y, y.index(0, j));
      } else {
        double[] panel = panel(k * WIDTH);
        int width = columns > VectorDoubleTiles.L ? WIDTH : VectorDoubleTiles.L;
        pack(k, columns, width, b, b.index(0, j), panel);
        tiles(m, columns, k, a, panel, 0, width, y, y.index(0, j));
      }
    }
  }

  private static void tiles(
      int m,
      int n,
      int k,
      Matrix<double[]> a,
      double[] b,
      int bo,
      int bRow,
      Matrix<double[]> y,
      int yo) {
    double[] tile = TILE.get();
    for (int i = 0; i < m; i += VectorDoubleTiles.ROWS) {
      int rows = Math.min(VectorDoubleTiles.ROWS, m - i);
      VectorDoubleTiles.add(rows, n, k, a, a.index(i, 0), b, bo, bRow, y, yo + i * y.row(), tile);
    }
  }

  private static double[] panel(int size) {
    double[] panel = PANELS.get();
    if (panel.length < size) {
      panel = new double[size];
      PANELS.set(panel);
    }
    return panel;
  }

  /// Copies `n` columns of `b` into rows of `width`. What lies beyond column `n` is left as it was:
  /// it reaches no element of `y` that is stored.
  private static void pack(int k, int n, int width, Matrix<double[]> b, int bo, double[] panel) {
    double[] from = b.array();
    int row = b.row();
    int column = b.column();
    if (column == 1) {
      for (int t = 0; t < k; t++) {
        System.arraycopy(from, bo + t * row, panel, t * width, n);
      }
    } else {
      int j = 0;
      for (; j <= n - 4; j += 4) {
        int o = bo + j * column;
        for (int t = 0; t < k; t++) {
          int p = t * width + j;
          int q = o + t * row;
          panel[p] = from[q];
          panel[p + 1] = from[q + column];
          panel[p + 2] = from[q + 2 * column];
          panel[p + 3] = from[q + 3 * column];
        }
      }
      for (; j < n; j++) {
        for (int t = 0; t < k; t++) {
          panel[t * width + j] = from[bo + t * row + j * column];
        }
      }
    }
  }
}
