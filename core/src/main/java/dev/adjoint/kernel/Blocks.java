package dev.adjoint.kernel;

import java.util.function.Consumer;

/// How a product of `m×n` is cut into tasks: `down` times `across` blocks, whose edges fall between
/// tiles, as even as that allows, or along `k`. The cut depends on the sizes alone, never on the
/// number of threads.
///
/// There is a power of two of blocks across, so that a power of two of threads ends together.
record Blocks(int m, int n, int tileRows, int tileColumns, int down, int across) {
  /// Products of fewer multiply–adds stay with the caller.
  private static final long SHARED = 1 << 16;

  /// Products of fewer are not worth a thread's waking.
  private static final long BRIEF = 1 << 20;

  /// Where columns give tasks enough, a block keeps this many rows.
  private static final int ROWS = 256;

  /// So many rows make tasks for several threads.
  private static final int MANY_ROWS = 64;

  /// What comes of a part of `k` is no larger than this.
  private static final int PARTIAL = 1 << 14;

  /// Columns are cut first, since every row block has to pack `b` again.
  static Blocks of(MatrixProduct<?> p, int tileRows, int tileColumns) {
    int across = across(p.m(), p.n(), p.k(), tileRows, tileColumns);
    int down = down(p.m(), p.n(), p.k(), tileRows, across);
    return new Blocks(p.m(), p.n(), tileRows, tileColumns, down, across);
  }

  /// In how many parts `k` is cut: where a small product comes of a long `k`, so that a part of `b`
  /// is read by as few threads as possible. Most often it is a weight, and one of them writes it. A
  /// large product of few rows is not, since its columns give more than two threads work.
  static int along(int m, int n, int k) {
    boolean isLong = k >= 4 * Math.max(m, n) && m * n <= PARTIAL;
    int tasks = tasks(m, n, k);
    return isLong && (tasks == 2 || tasks > 2 && m >= MANY_ROWS) ? 2 : 1;
  }

  /// Whether the product takes less time than to wake a thread.
  static boolean isBrief(int m, int n, int k) {
    return (long) m * n * k < BRIEF;
  }

  static int across(int m, int n, int k, int tileRows, int tileColumns) {
    return Integer.highestOneBit(Math.clamp(n / (2 * tileColumns), 1, tasks(m, n, k)));
  }

  static int down(int m, int n, int k, int tileRows, int others) {
    return Math.clamp(m / (others < 8 ? 2 * tileRows : ROWS), 1, tasks(m, n, k) / others);
  }

  private static int tasks(int m, int n, int k) {
    long size = (long) m * n * k;
    return size < SHARED ? 1 : Math.clamp(size / Gemm.TASK, 2, Workers.MOST_TASKS);
  }

  /// Runs `kernel` on every block of the product.
  <A> void run(Workers workers, MatrixProduct<A> p, Consumer<MatrixProduct<A>> kernel) {
    if (tasks() == 1) {
      kernel.accept(p);
    } else if (isBrief(m, n, p.k())) {
      workers.runBriefly(tasks(), task -> kernel.accept(block(p, task)));
    } else {
      workers.run(tasks(), task -> kernel.accept(block(p, task)));
    }
  }

  private <A> MatrixProduct<A> block(MatrixProduct<A> p, int task) {
    return p.block(row(task), column(task), rows(task), columns(task));
  }

  int tasks() {
    return down * across;
  }

  int row(int task) {
    return edge(m, tileRows, task / across, down);
  }

  int rows(int task) {
    return edge(m, tileRows, task / across + 1, down) - row(task);
  }

  int column(int task) {
    return edge(n, tileColumns, across(task, across), across);
  }

  int columns(int task) {
    return edge(n, tileColumns, across(task, across) + 1, across) - column(task);
  }

  /// Which of the blocks across a task takes: its number's bits in reverse, since neighbours share
  /// lines of the cache, which two threads had better not write to at once.
  static int across(int task, int across) {
    int part = task % across;
    return across == 1 ? 0 : Integer.reverse(part) >>> (Integer.numberOfLeadingZeros(across) + 1);
  }

  static int edge(int size, int tile, int part, int parts) {
    int tiles = (size + tile - 1) / tile;
    return Math.min(size, (int) ((long) tiles * part / parts) * tile);
  }
}
