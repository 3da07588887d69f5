package dev.adjoint.kernel;

import com.google.common.base.Suppliers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The sizes of a convolution `y[n,m,p] = Σ_c Σₖ w[m,c,k] · x[n,c,p·stride + k·dilation − before]`
/// and where its elements lie while it runs.
///
/// The channels of one group of one image are *spread*: copied with their padding into planes in
/// which each tap of all positions is one contiguous row of numbers. Row `t = (c, k)` begins at
/// `tap[t]`, and element `j` of each row belongs to the position whose place in a spread plane is
/// `j`. So all three sides of a convolution are products of matrices whose rows are found by a
/// table; no number is copied once for each tap. Between the rows of an image `j` runs over a few
/// places that are no position; there `y` is zero, or not looked at.
///
/// Source: tables of rows in place of copies are those of Dukhan, *The indirect convolution
/// algorithm* (2019).
public final class Convolution {
  /// Rows are read up to a multiple of this: two of the widest vectors of f32.
  static final int WIDTH = 32;

  /// Sums stand in rows of a multiple of this: one of the widest vectors of f32.
  private static final int HALF = 16;

  /// Shares of the images at most.
  private static final int SHARES = 16;

  /// Sums of all shares at most.
  private static final int SUMS = 1 << 20;

  /// Images that are spread together have at most this many elements.
  private static final int ROOM = 1 << 17;

  /// Rows of weights in a block at least.
  private static final int ROWS = 8;

  /// To add a tile to what is there takes as long as this many rows of `b`.
  private static final int ADDING = 8;

  /// To add up the lanes of a sum over places takes as long as so many places.
  private static final int ADDING_LANES = 32;

  /// To turn `y` over takes as long as so many taps.
  private static final int TURNING = 24;

  /// Rows in a tile.
  private static final int TILE_ROWS = 8;

  final int images;
  final int groups;

  /// Channels of `x` and of `y` in one group.
  final int inputs;

  final int outputs;

  /// Elements of one channel of `x`, `y`, and of one kernel.
  final int xPlane;

  final int yPlane;
  final int kernel;

  /// Where each element of `x`, each position of `y` is in its spread plane.
  final Runs xRuns;

  final Runs yRuns;

  /// Elements of the spread planes of one channel of `x`.
  final int spread;

  /// How far a row is read into the plane after its own.
  private final int overhang;

  /// The places of one spread channel of `y`, and that number in whole vectors.
  final int length;

  final int pitch;

  /// Where the row of tap `(c, k)` begins among the spread planes.
  final int[] tap;

  /// The numbers from 0 on, as many as there are taps or outputs.
  final int[] order;

  /// Where the weights of each output begin, and the spread channels of `y`.
  final int[] weightRow;

  final int[] yRow;

  /// The same as [#tap] with `c` running first, so that neighbours are of different planes, and
  /// where the weights of such a tap begin when those of all outputs follow each other.
  final int[] tapByKernel;

  final int[] weightByKernel;

  /// The convolution of `ȳ` that gives `x̄`, where there is one and it is the fast way; made for
  /// the one side that asks for it.
  private final Supplier<Optional<Convolution>> turned;

  private final Supplier<PositionTables> positions;

  /// @param images the number of images
  /// @param groups the number of groups of channels
  /// @param inputs channels of `x` in a group
  /// @param outputs channels of `y` in a group
  /// @param axes the spatial axes
  public Convolution(int images, int groups, int inputs, int outputs, List<SlidingAxis> axes) {
    this(images, groups, inputs, outputs, axes, false);
  }

  /// @param isTurned whether the weights of an output follow each other from the last tap to the
  ///   first, the inputs of each tap together
  private Convolution(
      int images, int groups, int inputs, int outputs, List<SlidingAxis> axes, boolean isTurned) {
    this.images = images;
    this.groups = groups;
    this.inputs = inputs;
    this.outputs = outputs;
    this.xPlane = product(axes.stream().mapToInt(SlidingAxis::size));
    this.yPlane = product(axes.stream().mapToInt(SlidingAxis::positions));
    this.kernel = product(axes.stream().mapToInt(SlidingAxis::taps));
    var planes = new SpreadPlanes(axes);
    this.spread = planes.size();
    this.overhang = planes.overhang();
    this.length = planes.length();
    this.pitch = (length + WIDTH - 1) / WIDTH * WIDTH;
    this.xRuns = planes.xRuns();
    this.yRuns = planes.yRuns();
    int[] places = planes.taps();
    int kernels = kernel;
    this.tap =
        table(
            inputs * kernel,
            isTurned
                ? t -> t % inputs * spread + places[kernels - 1 - t / inputs]
                : t -> t / kernels * spread + places[t % kernels]);
    this.order = table(Math.max(outputs, tap.length), t -> t);
    this.weightRow = table(outputs, m -> m * inputs * kernels);
    this.yRow = table(outputs, m -> m * pitch);
    this.tapByKernel = table(tap.length, t -> t % inputs * spread + places[t / inputs]);
    this.weightByKernel = table(tap.length, t -> (t % inputs * kernels + t / inputs) * outputs);
    this.positions = Suppliers.memoize(() -> PositionTables.of(this));
    this.turned = Suppliers.memoize(() -> turned(axes).filter(this::isSlowerThan));
  }

  Optional<Convolution> turned() {
    return turned.get();
  }

  private Optional<Convolution> turned(List<SlidingAxis> axes) {
    int from = outputs;
    int to = inputs;
    List<SlidingAxis> over = axes.stream().map(SlidingAxis::turned).toList();
    return axes.stream().allMatch(SlidingAxis::canTurn)
        ? Optional.of(new Convolution(images, groups, from, to, over, true))
        : Optional.empty();
  }

  /// Turned, the rows of products are channels of `x`, and each is complete at once; else they are
  /// taps, and each is added to what the others gave. Taps are more, and fill tiles; turned planes
  /// are longer where `x` is not padded. Both as products of rows, columns and what is summed.
  private boolean isSlowerThan(Convolution turned) {
    int rest = inputs % TILE_ROWS;
    int half = TILE_ROWS / 2;
    int rows = inputs - rest + (rest > half ? TILE_ROWS : rest > 0 ? half : 0);
    return (long) rows * turned.tap.length * turned.pitch
        < (long) tap.length * (outputs + ADDING) * pitch;
  }

  /// What finds positions one by one; made for the one side that asks for it.
  PositionTables positions() {
    return positions.get();
  }

  /// Whether the gradient by the weights is summed with neighbouring outputs side by side: where
  /// they fill vectors better than the places of a spread channel do, by more than it costs to turn
  /// `y` over.
  boolean sumsByPosition() {
    long places = ADDING_LANES + (length + HALF - 1L) / HALF * HALF;
    long taps = tap.length;
    return taps * outputs * places > (taps + TURNING) * sumPitch() * yPlane;
  }

  /// From the sums of one tap to those of the next.
  int sumPitch() {
    return (outputs + HALF - 1) / HALF * HALF;
  }

  private static int product(IntStream sizes) {
    return sizes.reduce(1, Math::multiplyExact);
  }

  private static int[] table(int size, IntUnaryOperator rule) {
    int[] table = new int[size];
    Arrays.setAll(table, rule);
    return table;
  }

  /// The number of elements of a spread image of one group, with what its rows are read beyond.
  int xSpread() {
    return inputs * spread + overhang + WIDTH;
  }

  int ySpread() {
    return outputs * pitch;
  }

  /// The number of weights.
  int weights() {
    return groups * groupWeights();
  }

  int groupWeights() {
    return outputs * tap.length;
  }

  /// Where a group of channels of an image begins in `x`.
  int xAt(int image, int group) {
    return (image * groups + group) * inputs * xPlane;
  }

  /// Where a group of channels of an image begins in `y`.
  int yAt(int image, int group) {
    return (image * groups + group) * outputs * yPlane;
  }

  /// Whether every element of `x` is in some window.
  boolean coversX() {
    return xRuns.elements() == xPlane;
  }

  /// The number of multiply–adds for one image.
  long size() {
    return (long) weights() * yPlane;
  }

  /// Whether there is nothing to sum.
  boolean isEmpty() {
    return images == 0 || size() == 0;
  }

  /// How many shares of the images are summed on their own for the gradient by the weights: many
  /// for few sums.
  int shares() {
    return Math.clamp(SUMS / Math.max(1, sums()), 1, Math.clamp(images, 1, SHARES));
  }

  /// Into how many blocks the rows of weights are cut, where there are few shares.
  int rowBlocks() {
    return Math.clamp(outputs / ROWS, 1, SHARES / shares());
  }

  /// Into how many blocks the taps are cut.
  int tapBlocks() {
    return Math.clamp(tap.length / ROWS, 1, SHARES / shares());
  }

  /// {@return the working memory of the gradient by `x`, in elements}
  public int roomForInput() {
    return weights();
  }

  /// {@return the working memory of the gradient by `w`, in elements}
  public int roomForWeights() {
    return shares() * sums();
  }

  /// The number of sums of one share.
  int sums() {
    return sumsByPosition() ? groups * tap.length * sumPitch() : weights();
  }

  /// How many images of so many elements are spread together, of those that there are.
  static int together(int elements, int images) {
    return Math.clamp(ROOM / elements, 1, Math.max(1, images));
  }
}
