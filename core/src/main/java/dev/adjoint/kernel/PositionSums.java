package dev.adjoint.kernel;

/// The gradient of a convolution by its weights, with neighbouring outputs side by side: `w̄[t,m] =
/// Σₙ Σₚ x[n, tap t of p] · y[n,p,m]`. `y` is turned over, a position after the other, so vectors
/// hold outputs, and nothing is multiplied but what is at a position.
///
/// @param <A> `float[]` or `double[]`
final class PositionSums<A> {
  private final TableKernels<A> kernels;
  private final Workers workers;
  private final ThreadLocal<ConvolverMemory<A>> memory;

  // made once, so that a convolution allocates nothing
  private final SharedConvolution.Part<A> sumsPart = this::sumsPart;
  private final SharedConvolution.Part<A> weightsPart = this::weightsPart;

  PositionSums(TableKernels<A> kernels, Workers workers, ThreadLocal<ConvolverMemory<A>> memory) {
    this.kernels = kernels;
    this.workers = workers;
    this.memory = memory;
  }

  /// @param sums room for the sums of each share of the images
  void weights(Convolution c, A x, int xo, A y, int yo, A w, int wo, A sums, int so) {
    int shares = c.shares();
    kernels.clear(sums, so, so + shares * c.sums());
    SharedConvolution<A> shared = memory.get().shared;
    shared.of(c, x, xo, y, yo, sums, so).share(workers, shares * c.tapBlocks(), sumsPart);
    shared.of(c, sums, so, sums, so, w, wo).share(workers, c.tapBlocks(), weightsPart);
  }

  /// Adds what a share of the images gives to a block of the taps of each group.
  private void sumsPart(SharedConvolution<A> of, int part) {
    Convolution c = of.sizes();
    PositionTables positions = c.positions();
    int blocks = c.tapBlocks();
    int share = part / blocks;
    int to = Blocks.edge(c.images, 1, share + 1, c.shares());
    int yAt = positions.images() * c.xSpread();
    int tile = yAt + positions.images() * c.outputs * c.yPlane;
    ConvolverMemory<A> here = memory.get();
    A room = here.room(tile + ConvolverMemory.TILE);
    kernels.clear(room, 0, yAt);
    here.product
        .of(
            Blocks.edge(c.tap.length, 1, part % blocks, blocks),
            Blocks.edge(c.tap.length, 1, part % blocks + 1, blocks),
            c.outputs)
        .a(room, 0, c.tap, positions.places())
        .b(room, yAt, positions.rows());
    for (int group = 0; group < c.groups; group++) {
      int at = of.madeAt + share * c.sums() + group * c.tap.length * c.sumPitch();
      here.product.y(of.made, at, positions.sums());
      for (int first = Blocks.edge(c.images, 1, share, c.shares());
          first < to;
          first += positions.images()) {
        int count = Math.min(positions.images(), to - first);
        for (int k = 0; k < count; k++) {
          load(of, first + k, group, room, k * c.xSpread(), yAt + k * c.outputs * c.yPlane);
        }
        here.product.terms(count * c.yPlane);
        kernels.addTo(here.product, room, tile);
      }
    }
    here.product.clear();
  }

  /// Spreads `x` and turns `y` over.
  private void load(SharedConvolution<A> of, int image, int group, A room, int xAt, int yAt) {
    Convolution c = of.sizes();
    kernels.spreadX(c, of.left, of.leftAt + c.xAt(image, group), room, xAt);
    int yo = of.rightAt + c.yAt(image, group);
    kernels.transpose(c.outputs, c.yPlane, of.right, yo, c.yPlane, room, yAt, c.outputs);
  }

  /// Adds up the shares' sums of a block of taps, and turns them over into the weights.
  private void weightsPart(SharedConvolution<A> of, int part) {
    Convolution c = of.sizes();
    int from = Blocks.edge(c.tap.length, 1, part, of.parts);
    int count = Blocks.edge(c.tap.length, 1, part + 1, of.parts) - from;
    int size = count * c.sumPitch();
    for (int group = 0; group < c.groups; group++) {
      int at = of.leftAt + (group * c.tap.length + from) * c.sumPitch();
      for (int share = 1; share < c.shares(); share++) {
        kernels.add(of.left, at + share * c.sums(), of.left, at, size);
      }
      int wo = of.madeAt + group * c.groupWeights() + from;
      kernels.transpose(count, c.outputs, of.left, at, c.sumPitch(), of.made, wo, c.tap.length);
    }
  }
}
