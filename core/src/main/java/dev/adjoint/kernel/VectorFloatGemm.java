package dev.adjoint.kernel;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Matrix products in f32 on the Vector API; [VectorDoubleGemm] is the twin.
///
/// A task is a block of rows by a block of columns of `y`. It takes `k` slice by slice
/// ([VectorFloatSlices]), copies the slice of `b` into panels as wide as a tile unless it can be
/// read where it is, and runs the tiles ([VectorFloatTiles]) over it; `a` is read in place whatever
/// its strides. Few rows or columns are left to [VectorFloatDots], few columns beside whole vectors
/// to [VectorFloatInner], or to tiles on their side.
///
/// An object of this class is what one thread multiplies with: its buffers, and the product that is
/// being shared out. No call allocates.
final class VectorFloatGemm implements IntConsumer {
  private static final int L = VectorFloatTiles.L;

  /// Products of so few rows or columns aren't worth the packing.
  private static final int FEW = 3;

  /// Columns longer than this are not copied.
  private static final int LONGEST = 1 << 14;

  private static final float[] NONE = {};

  private static final ThreadLocal<VectorFloatGemm> OF_THREAD =
      ThreadLocal.withInitial(VectorFloatGemm::new);

  private final VectorFloatSlices slices = new VectorFloatSlices();
  private final VectorFloatInner inner = new VectorFloatInner();

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

  /// The columns left beside whole vectors, one after the other.
  private float[] left = NONE;

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
    int left = left(m, n, k, aRow, aCol);
    int whole = n - left;
    slices.multiply(m, whole, k, a, ao, aRow, aCol, b, bo, bRow, bCol, y, yo, yRow, accumulate);
    if (left > 0) {
      int p = bo + whole * bCol;
      int q = yo + whole;
      if (aCol == 1) {
        inner.run(m, left, k, a, ao, aRow, b, p, bRow, bCol, y, q, yRow, accumulate);
      } else {
        upright(m, left, k, a, ao, aCol, b, p, bRow, bCol, y, q, yRow, accumulate);
      }
    }
  }

  /// How many columns, beside two whole vectors or more or alone, are better done with vectors
  /// along `k` or along the rows, whichever are contiguous in `a`.
  private static int left(int m, int n, int k, int aRow, int aCol) {
    int left = n % L;
    boolean few = n < L ? left <= L / 2 : left <= L / 4 && n > 2 * L;
    boolean along = aCol == 1 && k >= 8 * L && m > FEW;
    boolean upright = aRow == 1 && k >= 4 * L && m >= 2 * L;
    boolean pays = few && (along || upright) && left <= VectorFloatInner.SIDE && k <= LONGEST;
    return pays ? left : 0;
  }

  /// A few columns with vectors along the rows, which are contiguous in `a`.
  private void upright(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] y,
      int yo,
      int yRow,
      boolean accumulate) {
    if (left.length < n * m + L) {
      left = new float[n * m + L];
    }
    slices.multiply(n, m, k, b, bo, bCol, bRow, a, ao, aCol, 1, left, 0, m, false);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int o = yo + i * yRow + j;
        y[o] = accumulate ? y[o] + left[j * m + i] : left[j * m + i];
      }
    }
  }

  private static void clear(int m, int n, float[] y, int yo, int yRow) {
    for (int i = 0; i < m; i++) {
      Arrays.fill(y, yo + i * yRow, yo + i * yRow + n, 0);
    }
  }
}
