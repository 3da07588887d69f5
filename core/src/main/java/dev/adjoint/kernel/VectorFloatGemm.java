package dev.adjoint.kernel;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Matrix products in f32 on the Vector API; [VectorDoubleGemm] is the twin.
///
/// A task is a block of rows by a block of columns of `y`. It takes `k` slice by slice, copies the
/// slice of `b` into panels as wide as a tile unless it can be read where it is, and runs the tiles
/// ([VectorFloatTiles]) over it; `a` is read in place whatever its strides. Few rows or columns are
/// left to [VectorFloatDots].
///
/// An object of this class is what one thread multiplies with: its buffers, and the product that is
/// being shared out. No call allocates.
final class VectorFloatGemm implements IntConsumer {
  private static final int L = VectorFloatTiles.L;

  /// The longest slice of `k`: a panel of it stays in L2, and in L1 where that is large.
  private static final int DEPTH = 384;

  /// Rows of `b` read in place at most: more, and rows a page apart would fall out of the caches.
  private static final int IN_PLACE = 1 << 16;

  /// With so few tiles to a panel it is read in place as well.
  private static final int FEW_TILES = 4;

  /// Products of so few rows or columns aren't worth the packing.
  private static final int FEW = 3;

  private static final float[] NONE = {};

  private static final ThreadLocal<VectorFloatGemm> OF_THREAD =
      ThreadLocal.withInitial(VectorFloatGemm::new);

  private final VectorFloatPanels panels = new VectorFloatPanels(DEPTH);
  private final float[] buffer = new float[VectorFloatTiles.ROWS * VectorFloatTiles.WIDTH];

  private int m;
  private int n;
  private int k;
  private float[] a = NONE;
  private int ao;
  private int aRow;
  private int aCol;
  private float[] b = NONE;
  private int bo;
  private int bRow;
  private int bCol;
  private float[] y = NONE;
  private int yo;
  private int yRow;
  private boolean accumulate;
  private int down;
  private int across;
  private int along;

  /// Where `k` is cut, what all parts but the first make.
  private float[] rest = NONE;

  private VectorFloatGemm() {}

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
    if (n == 1 && m > 1 && yRow == 1) {
      multiply(workers, 1, m, k, b, bo, bCol, bRow, a, ao, aCol, aRow, y, yo, m, accumulate);
      return;
    }
    int along = Blocks.along(m, n, k);
    int across =
        along > 1 ? 1 : Blocks.across(m, n, k, VectorFloatTiles.ROWS, VectorFloatTiles.WIDTH);
    int down = Blocks.down(m, n, k, VectorFloatTiles.ROWS, along * across);
    VectorFloatGemm mine = OF_THREAD.get();
    if (along * down * across == 1) {
      mine.block(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, y, yo, yRow, accumulate);
      return;
    }
    mine.m = m;
    mine.n = n;
    mine.k = k;
    mine.a = a;
    mine.ao = ao;
    mine.aRow = aRow;
    mine.aCol = aCol;
    mine.b = b;
    mine.bo = bo;
    mine.bRow = bRow;
    mine.bCol = bCol;
    mine.y = y;
    mine.yo = yo;
    mine.yRow = yRow;
    mine.accumulate = accumulate;
    mine.down = down;
    mine.across = across;
    mine.along = along;
    mine.makeRoom();
    try {
      if (Blocks.isBrief(m, n, k)) {
        workers.runBriefly(along * down * across, mine);
      } else {
        workers.run(along * down * across, mine);
      }
      mine.addRest();
    } finally {
      mine.a = NONE;
      mine.b = NONE;
      mine.y = NONE;
    }
  }

  private void makeRoom() {
    int most = (along - 1) * m * n + L;
    if (rest.length < most) {
      rest = new float[most];
    }
  }

  private void addRest() {
    for (int part = 1; part < along; part++) {
      VectorFloatTiles.store(m, n, n, rest, (part - 1) * m * n, y, yo, yRow, true);
    }
  }

  /// One task of a product that is shared out, on the buffers of the thread that runs it.
  @Override
  public void accept(int task) {
    int part = task / (down * across);
    int t = Blocks.edge(k, 1, part, along);
    int row = task / across % down;
    int column = Blocks.across(task, across);
    int i = Blocks.edge(m, VectorFloatTiles.ROWS, row, down);
    int j = Blocks.edge(n, L, column, across);
    boolean first = part == 0;
    OF_THREAD
        .get()
        .block(
            Blocks.edge(m, VectorFloatTiles.ROWS, row + 1, down) - i,
            Blocks.edge(n, L, column + 1, across) - j,
            Blocks.edge(k, 1, part + 1, along) - t,
            a,
            ao + i * aRow + t * aCol,
            aRow,
            aCol,
            b,
            bo + j * bCol + t * bRow,
            bRow,
            bCol,
            first ? y : rest,
            first ? yo + i * yRow + j : ((part - 1) * m + i) * n + j,
            first ? yRow : n,
            first && accumulate);
  }

  /// Slice by slice; only the first may find numbers in `y` that aren't wanted.
  private void block(
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
    if (Math.min(m, n) <= FEW && aCol == 1 && bRow == 1) {
      VectorFloatDots.dots(m, n, k, a, ao, aRow, b, bo, bCol, y, yo, yRow, accumulate);
      return;
    }
    if (m == 1 && bCol == 1) {
      VectorFloatRows.row(n, k, a, ao, aCol, b, bo, bRow, y, yo, accumulate);
      return;
    }
    if (k == 0 && !accumulate) {
      clear(m, n, y, yo, yRow);
    }
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

  private static void clear(int m, int n, float[] y, int yo, int yRow) {
    for (int i = 0; i < m; i++) {
      Arrays.fill(y, yo + i * yRow, yo + i * yRow + n, 0);
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
