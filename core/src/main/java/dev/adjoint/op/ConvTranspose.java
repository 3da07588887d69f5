package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Transposed convolution, as ONNX and PyTorch have it: what [Conv] with the same weights and
/// attributes makes of its output's cotangent. Each element of `x` adds a scaled kernel to the
/// output: `y[n,m,p·stride + k·dilation − pad] += w[c,m,k] · x[n,c,p]`.
///
/// Shapes: `x[N,C,spatial…]` and `w[C,M/groups,kernel…]` give `[N,M,sizes…]` with `(size − 1) ·
/// stride + (kernel − 1) · dilation + 1 + extra − pads` elements along each axis: padding is cut
/// off, and `extra` elements (ONNX's and PyTorch's *output padding*) are added behind, since
/// several sizes of a convolution's input have one size of the output. Dtypes: f32 or f64, both the
/// same, kept. A bias is added outside.
///
/// Derivatives: by `x` [Conv] of `ȳ` with the same weights, by `w` [ConvWeights], so that there are
/// gradients of any order. Special values: programs multiply the zeros around and between elements
/// too, so a weight that is not finite can make more elements NaN than the sum says. Source:
/// Dumoulin, Visin, *A guide to convolution arithmetic for deep learning* (2016), §4.
///
/// @param sliding how the kernel moves
/// @param extras how many elements are added behind each axis
/// @param groups the number of groups that the channels are divided into
public record ConvTranspose(Sliding sliding, List<Integer> extras, int groups)
    implements Routine.Convolution {
  /// Keeps a copy of the list.
  public ConvTranspose {
    extras = List.copyOf(extras);
  }

  /// {@return the transposed convolution with strides and dilations of 1, no padding and one group}
  ///
  /// @param x the batch, `[N,C,spatial…]`
  /// @param w the weights, `[C,M,kernel…]`
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor x, Tensor w) {
    return of(x, w, Sliding.over(Math.max(0, x.shape().rank() - 2)));
  }

  /// {@return the transposed convolution with one group and nothing extra}
  ///
  /// @param x the batch, `[N,C,spatial…]`
  /// @param w the weights, `[C,M,kernel…]`
  /// @param sliding how the kernel moves
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor x, Tensor w, Sliding sliding) {
    return of(x, w, sliding, new int[sliding.rank()], 1);
  }

  /// {@return the transposed convolution}
  ///
  /// @param x the batch, `[N,C,spatial…]`
  /// @param w the weights, `[C,M/groups,kernel…]`
  /// @param sliding how the kernel moves
  /// @param extras how many elements are added behind each axis, below its stride or dilation
  /// @param groups the number of groups that both kinds of channels are divided into
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor x, Tensor w, Sliding sliding, int[] extras, int groups) {
    List<Integer> added = IntStream.of(extras).boxed().toList();
    return Tensor.of(new ConvTranspose(sliding, added, groups), x, w);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 2);
    TensorType x = inputs.get(0);
    TensorType w = inputs.get(1);
    var channels = new ChannelGroups(groups);
    channels.check(this, inputs, sliding);
    channels.checkDivides(this, inputs, x.shape().size(1));
    if (w.shape().size(0) != x.shape().size(1)) {
      throw error(
          inputs,
          "the weights are for %d channels, but there are %d"
              .formatted(w.shape().size(0), x.shape().size(1)));
    }
    if (ChannelGroups.spatial(x).contains(0)) {
      throw error(inputs, "a spatial axis of the batch is empty");
    }
    checkExtras(inputs);
    int[] outer = {x.shape().size(0), Math.multiplyExact(w.shape().size(1), groups)};
    return List.of(x.withShape(Shape.of(ChannelGroups.sizes(outer, kept(inputs)))));
  }

  private void checkExtras(List<TensorType> inputs) {
    if (extras.size() != sliding.rank()
        || IntStream.range(0, extras.size()).anyMatch(axis -> !isExtra(axis))) {
      throw error(
          inputs,
          "extra sizes %s must be one for each spatial axis, from 0 to below its stride or dilation"
              .formatted(extras));
    }
  }

  private boolean isExtra(int axis) {
    int bound = Math.max(sliding.strides().get(axis), sliding.dilations().get(axis));
    return extras.get(axis) >= 0 && extras.get(axis) < bound;
  }

  /// The sizes with what is added and without what is cut off.
  private int[] kept(List<TensorType> inputs) {
    int[] sizes = reached(inputs.get(0), inputs.get(1)).toArray();
    for (int axis = 0; axis < sizes.length; axis++) {
      int all = Math.addExact(sizes[axis], extras.get(axis));
      int cut = sliding.befores().get(axis) + sliding.afters().get(axis);
      if (all < cut) {
        throw error(
            inputs,
            "along spatial axis %d there are %d elements, fewer than the padding of %d that is cut off"
                .formatted(axis, all, cut));
      }
      sizes[axis] = all - cut;
    }
    return sizes;
  }

  /// The sizes of all that the kernels reach.
  private Shape reached(TensorType x, TensorType w) {
    Window window = sliding.window(ChannelGroups.spatial(w));
    int[] sizes = IntStream.of(x.shape().toArray()).skip(2).toArray();
    for (int axis = 0; axis < sizes.length; axis++) {
      int way = Math.multiplyExact(sizes[axis] - 1, window.strides().get(axis));
      sizes[axis] = Math.addExact(way, window.reach(axis));
    }
    return Shape.of(sizes);
  }

  /// The transposed convolution whose output has some shape.
  static Tensor to(Shape shape, Sliding sliding, int groups, Tensor x, Tensor w) {
    var plain = new ConvTranspose(sliding, Collections.nCopies(sliding.rank(), 0), groups);
    int[] reached = plain.reached(x.type(), w.type()).toArray();
    int[] extras =
        IntStream.range(0, reached.length)
            .map(k -> sliding.padded(shape).size(k) - reached[k])
            .toArray();
    return of(x, w, sliding, extras, groups);
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.get(0);
    Buffer w = inputs.get(1);
    Buffer y = outputs.getFirst();
    SlidingProduct.sum(
        y,
        sums ->
            new SlidingProduct(sliding, groups)
                .forEach(
                    y.type().shape(),
                    w.type().shape(),
                    x.type().shape(),
                    (i, k, p) -> sums[i] += x.value(p) * w.value(k)));
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor x = inputs.get(0);
    Tensor w = inputs.get(1);
    Tensor yBar = cotangents.getFirst();
    List<Integer> taps = ChannelGroups.spatial(w.type());
    return input == 0
        ? ChannelGroups.first(Conv.of(yBar, w, sliding, groups), x.shape())
        : Tensor.of(new ConvWeights(taps, sliding, groups), yBar, x);
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    var grouped = new ConvTranspose(sliding, extras, groups * batch.size());
    return SlidingProduct.batched(
        batch, (x, w) -> Tensor.of(this, x, w), (x, w) -> Tensor.of(grouped, x, w));
  }

  @Override
  public Side side() {
    return Side.INPUT;
  }

  @Override
  public List<Integer> strides() {
    return sliding.strides();
  }

  @Override
  public List<Integer> dilations() {
    return sliding.dilations();
  }

  @Override
  public List<Integer> befores() {
    return sliding.befores();
  }
}
