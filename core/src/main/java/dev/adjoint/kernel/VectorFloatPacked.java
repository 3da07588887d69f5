package dev.adjoint.kernel;

import java.util.Arrays;

/// Blocks of products of many columns, on vectors of 512 bits; rows of `a` are contiguous.
///
/// Rows of `a` are copied eight by eight into slivers ([VectorFloatSlivers]) that stay in L2 while
/// the columns of `b` pass by, two vectors at a time. Sums start with what is in `y`.
///
/// An object of this class belongs to one thread.
final class VectorFloatPacked {
  private static final int L = VectorFloatTiles.L;
  private static final int ROWS = VectorFloatPackedTiles.ROWS;
  private static final int WIDTH = VectorFloatPackedTiles.WIDTH;

  /// The longest slice of `k`.
  private static final int DEPTH = 512;

  /// Products of fewer rows or columns don't repay the copy of `a`.
  private static final int FEW_ROWS = 8;

  private static final int FEW_COLUMNS = 128;

  /// Rows of `b` are read in place within such a stretch: more, and they fall out of the caches.
  private static final int IN_PLACE = 1 << 18;

  /// A task has at least so many columns where there are more: it copies its rows of `a` for them.
  private static final int BLOCK_COLUMNS = 128;

  private static final int BLOCK_ROWS = 256;

  private static final float[] ZEROS = new float[WIDTH];

  private final VectorFloatPanels panels = new VectorFloatPanels(DEPTH);
  private final VectorFloatSlivers slivers = new VectorFloatSlivers();
  private final float[] buffer = new float[ROWS * WIDTH];

  /// Whether a block is for this class: rows of `a` are contiguous, and enough columns repay their
  /// copy.
  static boolean takes(int m, int n, int k, int aRow, int aCol) {
    return VectorGemm.isWide()
        && aCol == 1
        && aRow != 1
        && m >= FEW_ROWS
        && n >= FEW_COLUMNS
        && k >= L;
  }

  /// How many blocks of columns a product is cut into.
  static int across(int m, int n, int k) {
    return Math.clamp(n / BLOCK_COLUMNS, 1, Blocks.tasks(m, n, k));
  }

  /// How many blocks of rows: each packs `b` again unless that is read in place.
  static int down(int m, int n, int k, int across) {
    int rows = n < 2 * BLOCK_COLUMNS ? 2 * ROWS : BLOCK_ROWS;
    return Math.clamp(m / rows, 1, Blocks.tasks(m, n, k) / across);
  }

  void block(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int aRow,
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
      int most = VectorFloatSlivers.rows(depth);
      for (int i = 0; i < m; i += most) {
        int rows = Math.min(most, m - i);
        slivers.pack(rows, depth, a, ao + i * aRow + t, aRow);
        int p = bo + t * bRow;
        rows(rows, n, depth, b, p, bRow, bCol, y, yo + i * yRow, yRow, accumulate || s > 0);
      }
    }
  }

  /// The rows in the slivers, panel by panel. The bits don't depend on which panels are copied.
  private void rows(
      int m,
      int n,
      int k,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] y,
      int yo,
      int yRow,
      boolean accumulate) {
    for (int j = 0; j < n; j += WIDTH) {
      int columns = Math.min(WIDTH, n - j);
      int width = (columns + L - 1) / L * L;
      int o = bo + j * bCol;
      if (bCol == 1 && (long) Math.abs(bRow) * k <= IN_PLACE && VectorFloatGemm.isReadable(k, width, b, o, bRow)) {
        tiles(m, columns, width, k, b, o, bRow, y, yo + j, yRow, accumulate);
      } else {
        panels.pack(k, columns, width, b, o, bRow, bCol);
        tiles(m, columns, width, k, panels.panel, 0, width, y, yo + j, yRow, accumulate);
      }
    }
  }

  private void tiles(
      int m,
      int n,
      int width,
      int k,
      float[] b,
      int bo,
      int bRow,
      float[] y,
      int yo,
      int yRow,
      boolean accumulate) {
    float[] a = slivers.slivers;
    for (int i = 0; i < m; i += ROWS) {
      int rows = Math.min(ROWS, m - i);
      int p = yo + i * yRow;
      if (n < width || rows < ROWS) {
        edge(rows, n, width, k, a, i * k, b, bo, bRow, y, p, yRow, accumulate);
      } else if (accumulate) {
        tile(rows, width, k, a, i * k, b, bo, bRow, y, p, yRow, y, p, yRow);
      } else {
        tile(rows, width, k, a, i * k, b, bo, bRow, ZEROS, 0, 0, y, p, yRow);
      }
    }
  }

  /// A tile of which some is not there, by way of the buffer.
  private void edge(
      int m,
      int n,
      int width,
      int k,
      float[] a,
      int ao,
      float[] b,
      int bo,
      int bRow,
      float[] y,
      int yo,
      int yRow,
      boolean accumulate) {
    if (accumulate) {
      for (int i = 0; i < m; i++) {
        System.arraycopy(y, yo + i * yRow, buffer, i * width, n);
      }
    } else {
      Arrays.fill(buffer, 0);
    }
    tile(m, width, k, a, ao, b, bo, bRow, buffer, 0, width, buffer, 0, width);
    for (int i = 0; i < m; i++) {
      System.arraycopy(buffer, i * width, y, yo + i * yRow, n);
    }
  }

  private static void tile(
      int rows,
      int width,
      int k,
      float[] a,
      int ao,
      float[] b,
      int bo,
      int bRow,
      float[] z,
      int zo,
      int zRow,
      float[] y,
      int yo,
      int yRow) {
    if (width == L) {
      VectorFloatPackedTiles.by1(k, a, ao, b, bo, bRow, z, zo, zRow, y, yo, yRow);
    } else if (rows <= ROWS / 2) {
      VectorFloatPackedTiles.fourBy2(k, a, ao, b, bo, bRow, z, zo, zRow, y, yo, yRow);
    } else {
      VectorFloatPackedTiles.by2(k, a, ao, b, bo, bRow, z, zo, zRow, y, yo, yRow);
    }
  }
}
