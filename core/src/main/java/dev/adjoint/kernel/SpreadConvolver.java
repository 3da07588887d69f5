package dev.adjoint.kernel;

import java.util.function.IntConsumer;

/// Convolutions of one dtype: images are shared out to the workers, each thread spreads one after
/// the other in room of its own. Tasks, and with them the order of sums, depend on sizes alone.
///
/// @param <A> `float[]` or `double[]`
final class SpreadConvolver<A> {
  /// A task has at least this many multiply–adds.
  private static final long TASK = 1 << 18;

  /// No more tasks than this.
  private static final int MOST = 64;

  /// Images that are spread together have at most this many elements.
  private static final int ROOM = 1 << 17;

  /// Room for a tile.
  private static final int TILE = 16 * Convolution.WIDTH;

  private final TableKernels<A> kernels;
  private final Workers workers;
  private final ThreadLocal<A> room;

  SpreadConvolver(TableKernels<A> kernels, Workers workers) {
    this.kernels = kernels;
    this.workers = workers;
    this.room = ThreadLocal.withInitial(() -> kernels.allocate(0));
  }

  private A room(int size) {
    A known = room.get();
    if (kernels.size(known) < size) {
      known = kernels.allocate(size);
      room.set(known);
    }
    return known;
  }

  /// Cuts the images into blocks, and runs something for each.
  private void forBlocks(Convolution c, Block block) {
    int blocks = Math.clamp(c.images * c.size() / TASK, 1, Math.min(MOST, c.images));
    IntConsumer task = k -> block.run(edge(c.images, k, blocks), edge(c.images, k + 1, blocks));
    workers.run(blocks, task);
  }

  /// What is done with images `from … to − 1`.
  private interface Block {
    void run(int from, int to);
  }

  private static int edge(int size, int part, int parts) {
    return (int) ((long) size * part / parts);
  }

  void output(Convolution c, A x, int xo, A w, int wo, A y, int yo) {
    if (c.isEmpty()) {
      kernels.clear(y, yo, yo + c.images * c.groups * c.outputs * c.yPlane);
      return;
    }
    forBlocks(
        c,
        (from, to) -> {
          A room = room(c.xSpread() + c.ySpread());
          kernels.clear(room, 0, c.xSpread());
          for (int group = 0; group < c.groups; group++) {
            var product = outputs(c, w, wo + group * c.groupWeights(), room);
            for (int image = from; image < to; image++) {
              spreadX(c, x, xo + c.xAt(image, group), room, 0);
              kernels.multiply(product);
              collectY(c, room, c.xSpread(), y, yo + c.yAt(image, group));
            }
          }
        });
  }

  private TableProduct<A> outputs(Convolution c, A w, int wo, A room) {
    return new TableProduct<>(
        0, c.outputs, c.length, w, wo, c.weightRow, 1, room, 0, c.tap, room, c.xSpread(), c.yRow);
  }

  /// @param turned room for the weights in another order, [Convolution#weights] elements
  void input(Convolution c, A y, int yo, A w, int wo, A x, int xo, A turned, int to0) {
    if (c.isEmpty() || !c.coversX()) {
      kernels.clear(x, xo, xo + c.images * c.groups * c.inputs * c.xPlane);
    }
    if (c.isEmpty()) {
      return;
    }
    for (int group = 0; group < c.groups; group++) {
      int at = group * c.groupWeights();
      kernels.transpose(c.outputs, c.tap.length, w, wo + at, turned, to0 + at);
    }
    forBlocks(
        c,
        (from, to) -> {
          int xAt = c.ySpread();
          int tile = xAt + c.xSpread();
          A room = room(tile + TILE);
          kernels.clear(room, 0, xAt);
          for (int group = 0; group < c.groups; group++) {
            var product = inputs(c, turned, to0 + group * c.groupWeights(), room);
            for (int image = from; image < to; image++) {
              spreadY(c, y, yo + c.yAt(image, group), room, 0);
              kernels.clear(room, xAt, tile);
              kernels.addTo(product, room, tile);
              collectX(c, room, xAt, x, xo + c.xAt(image, group));
            }
          }
        });
  }

  private TableProduct<A> inputs(Convolution c, A turned, int at, A room) {
    return new TableProduct<>(
        0,
        c.tap.length,
        c.length,
        turned,
        at,
        c.weightByKernel,
        1,
        room,
        0,
        c.yRow,
        room,
        c.ySpread(),
        c.tapByKernel);
  }

  /// @param sums room for the sums of each share of the images, [Convolution#shares] times the
  ///   weights
  void weights(Convolution c, A x, int xo, A y, int yo, A w, int wo, A sums, int so) {
    kernels.clear(w, wo, wo + c.weights());
    if (c.isEmpty()) {
      return;
    }
    int shares = c.shares();
    kernels.clear(sums, so, so + shares * c.weights());
    int blocks = c.rowBlocks();
    workers.run(
        shares * blocks,
        task -> {
          int share = task / blocks;
          int block = task % blocks;
          addShare(
              c,
              edge(c.images, share, shares),
              edge(c.images, share + 1, shares),
              edge(c.outputs, block, blocks),
              edge(c.outputs, block + 1, blocks),
              x,
              xo,
              y,
              yo,
              sums,
              so + share * c.weights());
        });
    for (int share = 0; share < shares; share++) {
      kernels.add(sums, so + share * c.weights(), w, wo, c.weights());
    }
  }

  /// Adds what some images give to some rows of the weights of each group.
  private void addShare(
      Convolution c, int from, int to, int row, int end, A x, int xo, A y, int yo, A w, int wo) {
    int most = Math.clamp(ROOM / (c.xSpread() + c.ySpread()), 1, to - from);
    int yAt = most * c.xSpread();
    int tile = yAt + most * c.ySpread();
    A room = room(tile + TILE);
    kernels.clear(room, 0, tile);
    for (int group = 0; group < c.groups; group++) {
      var product =
          new TableProduct<>(
              row,
              end,
              c.length,
              room,
              yAt,
              c.yRow,
              1,
              room,
              0,
              c.tap,
              w,
              wo + group * c.groupWeights(),
              c.weightRow);
      for (int first = from; first < to; first += most) {
        int count = Math.min(most, to - first);
        for (int k = 0; k < count; k++) {
          spreadX(c, x, xo + c.xAt(first + k, group), room, k * c.xSpread());
          spreadY(c, y, yo + c.yAt(first + k, group), room, yAt + k * c.ySpread());
        }
        kernels.addDots(product, count, c.ySpread(), c.xSpread(), room, tile);
      }
    }
  }

  private void spreadX(Convolution c, A x, int xo, A room, int at) {
    for (int k = 0; k < c.inputs; k++) {
      kernels.spread(c.xRuns, x, xo + k * c.xPlane, room, at + k * c.spread);
    }
  }

  private void collectX(Convolution c, A room, int at, A x, int xo) {
    for (int k = 0; k < c.inputs; k++) {
      kernels.collect(c.xRuns, room, at + k * c.spread, x, xo + k * c.xPlane);
    }
  }

  private void spreadY(Convolution c, A y, int yo, A room, int at) {
    for (int k = 0; k < c.outputs; k++) {
      kernels.spread(c.yRuns, y, yo + k * c.yPlane, room, at + k * c.pitch);
    }
  }

  private void collectY(Convolution c, A room, int at, A y, int yo) {
    for (int k = 0; k < c.outputs; k++) {
      kernels.collect(c.yRuns, room, at + k * c.pitch, y, yo + k * c.yPlane);
    }
  }
}
