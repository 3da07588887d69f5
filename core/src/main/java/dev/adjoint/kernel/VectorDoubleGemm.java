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

  static void multiply(Workers workers, MatrixProduct<double[]> p) {
    if (p.n() == 1 && p.m() > 1 && p.y().row() == 1 && p.a().row() == 1) {
      Matrix<double[]> row = new Matrix<>(p.y().array(), p.y().offset(), p.m(), 1);
      Matrix<double[]> left = p.b().transposed();
      multiply(
          workers,
          new MatrixProduct<>(1, p.m(), p.k(), left, p.a().transposed(), row, p.accumulate()));
      return;
    }
    Blocks.of(p, VectorDoubleTiles.ROWS, WIDTH).run(workers, p, VectorDoubleGemm::block);
  }

  private static void block(MatrixProduct<double[]> p) {
    if (!p.accumulate()) {
      clear(p);
    }
    if (Math.min(p.m(), p.n()) <= FEW && p.a().column() == 1 && p.b().row() == 1) {
      VectorDoubleDots.add(p);
      return;
    }
    int slices = (p.k() + DEPTH - 1) / DEPTH;
    for (int s = 0; s < slices; s++) {
      int from = (int) ((long) p.k() * s / slices);
      int to = (int) ((long) p.k() * (s + 1) / slices);
      addSlice(p.slice(from, to));
    }
  }

  private static void clear(MatrixProduct<double[]> p) {
    for (int i = 0; i < p.m(); i++) {
      int o = p.y().index(i, 0);
      Arrays.fill(p.y().array(), o, o + p.n(), 0);
    }
  }

  /// Panel by panel; the whole panels are read in place where that pays.
  private static void addSlice(MatrixProduct<double[]> p) {
    Matrix<double[]> b = p.b();
    boolean inPlace =
        b.column() == 1 && (p.m() <= VectorDoubleTiles.ROWS || (long) b.row() * p.k() <= IN_PLACE);
    for (int j = 0; j < p.n(); j += WIDTH) {
      int columns = Math.min(WIDTH, p.n() - j);
      if (inPlace && (columns == WIDTH || columns == VectorDoubleTiles.L)) {
        addTiles(p, j, columns, b.array(), b.index(0, j), b.row());
      } else {
        double[] panel = panel(p.k() * WIDTH);
        int width = columns > VectorDoubleTiles.L ? WIDTH : VectorDoubleTiles.L;
        pack(p.k(), columns, width, b, b.index(0, j), panel);
        addTiles(p, j, columns, panel, 0, width);
      }
    }
  }

  private static void addTiles(
      MatrixProduct<double[]> p, int j, int columns, double[] b, int bo, int bRow) {
    double[] tile = TILE.get();
    for (int i = 0; i < p.m(); i += VectorDoubleTiles.ROWS) {
      VectorDoubleTiles.add(p, i, j, columns, b, bo, bRow, tile);
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
