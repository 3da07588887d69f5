package dev.adjoint.kernel;

import java.util.Arrays;

/// Matrix products in f32 on the Vector API; [VectorDoubleGemm] is the twin.
///
/// A task is a block of rows by a block of columns of `y`. It takes `k` slice by slice, copies the
/// slice of `b` into panels as wide as a tile (two vectors) unless it can be read where it is, and
/// runs the tiles ([VectorFloatTiles]) over it; `a` is read in place whatever its strides.
final class VectorFloatGemm {
  /// The longest slice of `k`: a panel of it stays in L1.
  private static final int DEPTH = 256;

  /// Columns of a tile.
  private static final int WIDTH = 2 * VectorFloatTiles.L;

  /// Rows of `b` read in place at most: more, and rows a page apart would fall out of the caches.
  private static final int IN_PLACE = 1 << 16;

  /// Products of so few rows or columns aren't worth the packing.
  private static final int FEW = 3;

  /// What a thread packs slices of `b` into.
  private static final ThreadLocal<float[]> PANELS = ThreadLocal.withInitial(() -> new float[0]);

  /// What a thread sums up a tile in.
  private static final ThreadLocal<float[]> TILE =
      ThreadLocal.withInitial(() -> new float[VectorFloatTiles.ROWS * WIDTH]);

  private VectorFloatGemm() {}

  static void multiply(
      Workers workers,
      int m,
      int n,
      int k,
      Matrix<float[]> a,
      Matrix<float[]> b,
      Matrix<float[]> y,
      boolean accumulate) {
    if (n == 1 && y.row() == 1 && a.row() == 1) {
      multiply(workers, 1, m, k, b.transposed(), a.transposed(), y, accumulate);
      return;
    }
    Blocks blocks = Blocks.of(m, n, k, VectorFloatTiles.ROWS, WIDTH);
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
      Matrix<float[]> a,
      Matrix<float[]> b,
      Matrix<float[]> y,
      boolean accumulate) {
    if (!accumulate) {
      clear(m, n, y);
    }
    if (Math.min(m, n) <= FEW && a.column() == 1 && b.row() == 1) {
      VectorFloatDots.add(m, n, k, a, b, y);
      return;
    }
    int slices = (k + DEPTH - 1) / DEPTH;
    for (int s = 0; s < slices; s++) {
      int from = (int) ((long) k * s / slices);
      int to = (int) ((long) k * (s + 1) / slices);
      slice(m, n, to - from, a.from(0, from), b.from(from, 0), y);
    }
  }

  private static void clear(int m, int n, Matrix<float[]> y) {
    for (int i = 0; i < m; i++) {
      int o = y.index(i, 0);
      Arrays.fill(y.array(), o, o + n, 0);
    }
  }

  /// Panel by panel; the whole panels are read in place where that pays.
  private static void slice(
      int m, int n, int k, Matrix<float[]> a, Matrix<float[]> b, Matrix<float[]> y) {
    boolean inPlace =
        b.column() == 1 && (m <= VectorFloatTiles.ROWS || (long) b.row() * k <= IN_PLACE);
    for (int j = 0; j < n; j += WIDTH) {
      int columns = Math.min(WIDTH, n - j);
      if (inPlace && (columns == WIDTH || columns == VectorFloatTiles.L)) {
        tiles(m, columns, k, a, b.array(), b.index(0, j), b.row(), y, y.index(0, j));
      } else {
        float[] panel = panel(k * WIDTH);
        int width = columns > VectorFloatTiles.L ? WIDTH : VectorFloatTiles.L;
        pack(k, columns, width, b, b.index(0, j), panel);
        tiles(m, columns, k, a, panel, 0, width, y, y.index(0, j));
      }
    }
  }

  private static void tiles(
      int m,
      int n,
      int k,
      Matrix<float[]> a,
      float[] b,
      int bo,
      int bRow,
      Matrix<float[]> y,
      int yo) {
    float[] tile = TILE.get();
    for (int i = 0; i < m; i += VectorFloatTiles.ROWS) {
      int rows = Math.min(VectorFloatTiles.ROWS, m - i);
      VectorFloatTiles.add(rows, n, k, a, a.index(i, 0), b, bo, bRow, y, yo + i * y.row(), tile);
    }
  }

  private static float[] panel(int size) {
    float[] panel = PANELS.get();
    if (panel.length < size) {
      panel = new float[size];
      PANELS.set(panel);
    }
    return panel;
  }

  /// Copies `n` columns of `b` into rows of `width`. What lies beyond column `n` is left as it was:
  /// it reaches no element of `y` that is stored.
  private static void pack(int k, int n, int width, Matrix<float[]> b, int bo, float[] panel) {
    float[] from = b.array();
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
