package dev.adjoint.kernel;

/// A product on one thread for [VectorFloatGemm]: slice of `k` by slice, panel of columns by panel.
///
/// An object of this class is its buffers.
final class VectorFloatSlices {
  private static final int L = VectorFloatTiles.L;

  /// The longest slice of `k`: a panel of it stays in L2, and in L1 where that is large.
  private static final int DEPTH = 384;

  /// Rows of `b` read in place at most: more, and rows a page apart would fall out of the caches.
  private static final int IN_PLACE = 1 << 16;

  /// With so few tiles to a panel it is read in place as well.
  private static final int FEW_TILES = 4;

  private final VectorFloatPanels panels = new VectorFloatPanels(DEPTH);
  private final float[] buffer = new float[VectorFloatTiles.ROWS * VectorFloatTiles.WIDTH];

  /// Slice by slice; only the first may find numbers in `y` that aren't wanted.
  void multiply(
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
    int slices = (k + DEPTH - 1) / DEPTH;
    for (int s = 0; s < slices; s++) {
      int t = (int) ((long) k * s / slices);
      int depth = (int) ((long) k * (s + 1) / slices) - t;
      int o = ao + t * aCol;
      int p = bo + t * bRow;
      boolean add = accumulate || s > 0;
      slice(m, n, depth, a, o, aRow, aCol, b, p, bRow, bCol, y, yo, yRow, add);
    }
  }

  /// Panel by panel; those that are whole are read in place where that pays.
  private void slice(
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
      boolean add) {
    boolean inPlace =
        bCol == 1 && (m <= FEW_TILES * VectorFloatTiles.ROWS || (long) bRow * k <= IN_PLACE);
    for (int j = 0; j < n; ) {
      int columns = Math.min(columns(n - j), n - j);
      int width = (columns + L - 1) / L * L;
      int o = bo + j * bCol;
      if (inPlace && (columns == width || n > L) && isReadable(k, width, b, o, bRow)) {
        VectorFloatTiles.run(
            m, columns, k, a, ao, aRow, aCol, b, o, bRow, y, yo + j, yRow, add, buffer);
      } else {
        panels.pack(k, columns, width, b, o, bRow, bCol);
        float[] panel = panels.panel;
        VectorFloatTiles.run(
            m, columns, k, a, ao, aRow, aCol, panel, 0, width, y, yo + j, yRow, add, buffer);
      }
      j += columns;
    }
  }

  /// Whether all rows of `b` can be read in full vectors, though they may reach beyond the columns.
  static boolean isReadable(int k, int width, float[] b, int bo, int bRow) {
    return Math.max(bo, bo + (long) (k - 1) * bRow) + width <= b.length;
  }

  /// How many of the columns left the next panel takes: three vectors, or two, so that one alone
  /// remains only where there is no other.
  private static int columns(int left) {
    return left <= 4 * L && left > 3 * L ? 2 * L : VectorFloatTiles.WIDTH;
  }
}
