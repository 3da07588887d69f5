package dev.adjoint.kernel;

import java.util.Optional;

/// Convolutions of one dtype: images are shared out to the workers, each thread spreads one after
/// the other in room of its own. Tasks, and with them the order of sums, depend on sizes alone.
///
/// @param <A> `float[]` or `double[]`
final class SpreadConvolver<A> {
  /// A task has at least this many multiply–adds.
  private static final long TASK = 1 << 18;

  private final TableKernels<A> kernels;
  private final Workers workers;
  private final ThreadLocal<ConvolverMemory<A>> memory;
  private final PositionSums<A> positionSums;

  // made once, so that a convolution allocates nothing
  private final SharedConvolution.Part<A> outputPart = this::outputPart;
  private final SharedConvolution.Part<A> inputPart = this::inputPart;
  private final SharedConvolution.Part<A> weightsPart = this::weightsPart;

  SpreadConvolver(TableKernels<A> kernels, Workers workers) {
    this.kernels = kernels;
    this.workers = workers;
    this.memory = ThreadLocal.withInitial(() -> new ConvolverMemory<>(kernels));
    this.positionSums = new PositionSums<>(kernels, workers, memory);
  }

  /// In how many blocks the images are cut.
  private static int blocks(Convolution c) {
    return Math.clamp(c.images * c.size() / TASK, 1, Math.min(Workers.MOST_TASKS, c.images));
  }

  void output(Convolution c, A x, int xo, A w, int wo, A y, int yo) {
    if (c.isEmpty()) {
      kernels.clear(y, yo, yo + c.images * c.groups * c.outputs * c.yPlane);
      return;
    }
    SharedConvolution<A> shared = memory.get().shared.of(c, x, xo, w, wo, y, yo);
    shared.share(workers, blocks(c), outputPart);
  }

  private void outputPart(SharedConvolution<A> of, int part) {
    Convolution c = of.sizes();
    ConvolverMemory<A> here = memory.get();
    A room = here.room(c.xSpread() + c.ySpread());
    kernels.clear(room, 0, c.xSpread());
    int end = Blocks.edge(c.images, 1, part + 1, of.parts);
    for (int group = 0; group < c.groups; group++) {
      int at = of.rightAt + group * c.groupWeights();
      here.product
          .of(0, c.outputs, c.length)
          .a(of.right, at, c.weightRow, c.order)
          .b(room, 0, c.tap)
          .y(room, c.xSpread(), c.yRow);
      for (int image = Blocks.edge(c.images, 1, part, of.parts); image < end; image++) {
        kernels.spreadX(c, of.left, of.leftAt + c.xAt(image, group), room, 0);
        kernels.multiply(here.product);
        collectY(c, room, c.xSpread(), of.made, of.madeAt + c.yAt(image, group));
      }
    }
    here.product.clear();
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
      int taps = c.tap.length;
      kernels.transpose(c.outputs, taps, w, wo + at, taps, turned, to0 + at, c.outputs);
    }
    Optional<Convolution> convolution = c.turned();
    if (convolution.isPresent()) {
      output(convolution.get(), y, yo, turned, to0, x, xo);
      return;
    }
    SharedConvolution<A> shared = memory.get().shared.of(c, y, yo, turned, to0, x, xo);
    shared.share(workers, blocks(c), inputPart);
  }

  private void inputPart(SharedConvolution<A> of, int part) {
    Convolution c = of.sizes();
    ConvolverMemory<A> here = memory.get();
    int xAt = c.ySpread();
    int tile = xAt + c.xSpread();
    A room = here.room(tile + ConvolverMemory.TILE);
    kernels.clear(room, 0, xAt);
    int end = Blocks.edge(c.images, 1, part + 1, of.parts);
    for (int group = 0; group < c.groups; group++) {
      int at = of.rightAt + group * c.groupWeights();
      here.product
          .of(0, c.tap.length, c.length)
          .a(of.right, at, c.weightByKernel, c.order)
          .b(room, 0, c.yRow)
          .y(room, xAt, c.tapByKernel);
      for (int image = Blocks.edge(c.images, 1, part, of.parts); image < end; image++) {
        spreadY(c, of.left, of.leftAt + c.yAt(image, group), room, 0);
        kernels.clear(room, xAt, tile);
        kernels.addTo(here.product, room, tile);
        collectX(c, room, xAt, of.made, of.madeAt + c.xAt(image, group));
      }
    }
    here.product.clear();
  }

  /// @param sums room for the sums of each share of the images, [Convolution#roomForWeights]
  void weights(Convolution c, A x, int xo, A y, int yo, A w, int wo, A sums, int so) {
    if (c.sumsByPosition() && !c.isEmpty()) {
      positionSums.weights(c, x, xo, y, yo, w, wo, sums, so);
      return;
    }
    kernels.clear(w, wo, wo + c.weights());
    if (c.isEmpty()) {
      return;
    }
    int shares = c.shares();
    kernels.clear(sums, so, so + shares * c.weights());
    SharedConvolution<A> shared = memory.get().shared.of(c, x, xo, y, yo, sums, so);
    shared.share(workers, shares * c.rowBlocks(), weightsPart);
    for (int share = 0; share < shares; share++) {
      kernels.add(sums, so + share * c.weights(), w, wo, c.weights());
    }
  }

  /// Adds what a share of the images gives to a block of the rows of the weights of each group.
  private void weightsPart(SharedConvolution<A> of, int part) {
    Convolution c = of.sizes();
    int blocks = c.rowBlocks();
    int share = part / blocks;
    int from = Blocks.edge(c.images, 1, share, c.shares());
    int to = Blocks.edge(c.images, 1, share + 1, c.shares());
    int most = Convolution.together(c.xSpread() + c.ySpread(), to - from);
    int yAt = most * c.xSpread();
    int tile = yAt + most * c.ySpread();
    ConvolverMemory<A> here = memory.get();
    A room = here.room(tile + ConvolverMemory.TILE);
    kernels.clear(room, 0, tile);
    here.product
        .of(
            Blocks.edge(c.outputs, 1, part % blocks, blocks),
            Blocks.edge(c.outputs, 1, part % blocks + 1, blocks),
            c.length)
        .a(room, yAt, c.yRow, c.order)
        .b(room, 0, c.tap);
    for (int group = 0; group < c.groups; group++) {
      int at = of.madeAt + share * c.weights() + group * c.groupWeights();
      here.product.y(of.made, at, c.weightRow);
      for (int first = from; first < to; first += most) {
        int count = Math.min(most, to - first);
        for (int k = 0; k < count; k++) {
          kernels.spreadX(c, of.left, of.leftAt + c.xAt(first + k, group), room, k * c.xSpread());
          spreadY(c, of.right, of.rightAt + c.yAt(first + k, group), room, yAt + k * c.ySpread());
        }
        kernels.addDots(here.product, count, c.ySpread(), c.xSpread(), room, tile);
      }
    }
    here.product.clear();
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
