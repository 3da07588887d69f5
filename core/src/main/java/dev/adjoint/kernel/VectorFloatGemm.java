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

  static void multiply(Workers workers, MatrixProduct<float[]> p) {
    if (p.n() == 1 && p.m() > 1 && p.y().row() == 1 && p.a().row() == 1) {
      Matrix<float[]> row = new Matrix<>(p.y().array(), p.y().offset(), p.m(), 1);
      Matrix<float[]> left = p.b().transposed();
      multiply(
          workers,
          new MatrixProduct<>(1, p.m(), p.k(), left, p.a().transposed(), row, p.accumulate()));
      return;
    }
    Blocks.of(p, VectorFloatTiles.ROWS, WIDTH).run(workers, p, VectorFloatGemm::block);
  }

  private static void block(MatrixProduct<float[]> p) {
    if (!p.accumulate()) {
      clear(p);
    }
    if (Math.min(p.m(), p.n()) <= FEW && p.a().column() == 1 && p.b().row() == 1) {
      VectorFloatDots.add(p);
      return;
    }
    int slices = (p.k() + DEPTH - 1) / DEPTH;
    for (int s = 0; s < slices; s++) {
      int from = (int) ((long) p.k() * s / slices);
      int to = (int) ((long) p.k() * (s + 1) / slices);
      addSlice(p.slice(from, to));
    }
  }

  private static void clear(MatrixProduct<float[]> p) {
    for (int i = 0; i < p.m(); i++) {
      int o = p.y().index(i, 0);
      Arrays.fill(p.y().array(), o, o + p.n(), 0);
    }
  }

  /// Panel by panel; the whole panels are read in place where that pays.
  private static void addSlice(MatrixProduct<float[]> p) {
    Matrix<float[]> b = p.b();
    boolean inPlace =
        b.column() == 1 && (p.m() <= VectorFloatTiles.ROWS || (long) b.row() * p.k() <= IN_PLACE);
    for (int j = 0; j < p.n(); j += WIDTH) {
      int columns = Math.min(WIDTH, p.n() - j);
      if (inPlace && (columns == WIDTH || columns == VectorFloatTiles.L)) {
        addTiles(p, j, columns, b.array(), b.index(0, j), b.row());
      } else {
        float[] panel = panel(p.k() * WIDTH);
        int width = columns > VectorFloatTiles.L ? WIDTH : VectorFloatTiles.L;
        pack(p.k(), columns, width, b, b.index(0, j), panel);
        addTiles(p, j, columns, panel, 0, width);
      }
    }
  }

  private static void addTiles(
      MatrixProduct<float[]> p, int j, int columns, float[] b, int bo, int bRow) {
    float[] tile = TILE.get();
    for (int i = 0; i < p.m(); i += VectorFloatTiles.ROWS) {
      VectorFloatTiles.add(p, i, j, columns, b, bo, bRow, tile);
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
