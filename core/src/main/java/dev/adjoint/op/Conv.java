package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// Convolution over any number of spatial axes, as ONNX and PyTorch have it (mathematically a
/// cross-correlation, the kernel is not flipped): `y[n,m,p] = Σ_c Σₖ w[m,c,k] · x[n,c,p·stride +
/// k·dilation − pad]`, where elements outside of `x` are 0.
///
/// Shapes: `x[N,C,spatial…]` and `w[M,C/groups,kernel…]` give `[N,M,positions…]` with `⌊(size +
/// pads − (kernel − 1) · dilation − 1) / stride⌋ + 1` positions along each axis. With groups,
/// output channel `m` sees the channels of its group only; as many groups as channels are a
/// depthwise convolution. Dtypes: f32 or f64, both the same, kept. A bias is added outside:
/// `Conv.of(x, w).plus(b.reshape(-1, 1, 1))`.
///
/// Derivatives: by `x` [ConvTranspose] of `ȳ` with the same weights, by `w` [ConvWeights]; each of
/// the three is linear in both inputs and has the other two as its derivatives, so that there are
/// gradients of any order. Special values: programs multiply the zeros around elements too, and in
/// gradients those between them. So an infinite weight gives NaN where it meets padding, and a
/// weight or an element that is not finite can make more of a gradient NaN than the sums say.
/// Source: Dumoulin, Visin, *A guide to convolution arithmetic for deep learning* (2016), §§2, 4.
///
/// @param sliding how the kernel moves
/// @param groups the number of groups that the channels are divided into
public record Conv(Sliding sliding, int groups) implements Routine.Convolution {
  /// {@return the convolution with strides and dilations of 1, no padding and one group}
  ///
  /// @param x the batch, `[N,C,spatial…]`
  /// @param w the weights, `[M,C,kernel…]`
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor x, Tensor w) {
    return of(x, w, Sliding.over(Math.max(0, x.shape().rank() - 2)));
  }

  /// {@return the convolution with one group}
  ///
  /// @param x the batch, `[N,C,spatial…]`
  /// @param w the weights, `[M,C,kernel…]`
  /// @param sliding how the kernel moves
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor x, Tensor w, Sliding sliding) {
    return of(x, w, sliding, 1);
  }

  /// {@return the convolution}
  ///
  /// @param x the batch, `[N,C,spatial…]`
  /// @param w the weights, `[M,C/groups,kernel…]`
  /// @param sliding how the kernel moves
  /// @param groups the number of groups that both kinds of channels are divided into
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor x, Tensor w, Sliding sliding, int groups) {
    return Tensor.of(new Conv(sliding, groups), x, w);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 2);
    TensorType x = inputs.get(0);
    TensorType w = inputs.get(1);
    var channels = new ChannelGroups(groups);
    channels.check(this, inputs, sliding);
    channels.checkDivides(this, inputs, x.shape().size(1));
    channels.checkDivides(this, inputs, w.shape().size(0));
    if (w.shape().size(1) != x.shape().size(1) / groups) {
      throw error(
          inputs,
          "the weights are for %d channels, but each of %d groups has %d; weights are [M,C/groups,kernel…]"
              .formatted(w.shape().size(1), groups, x.shape().size(1) / groups));
    }
    Shape positions = sliding.positions(this, inputs, ChannelGroups.spatial(w));
    int[] outer = {x.shape().size(0), w.shape().size(0)};
    return List.of(x.withShape(Shape.of(ChannelGroups.sizes(outer, positions.toArray()))));
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
                    x.type().shape(),
                    w.type().shape(),
                    y.type().shape(),
                    (i, k, p) -> sums[p] += x.value(i) * w.value(k)));
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor x = inputs.get(0);
    Tensor w = inputs.get(1);
    Tensor yBar = cotangents.getFirst();
    List<Integer> taps = ChannelGroups.spatial(w.type());
    return input == 0
        ? ConvTranspose.to(x.shape(), sliding, groups, yBar, w)
        : Tensor.of(new ConvWeights(taps, sliding, groups), x, yBar);
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    var grouped = new Conv(sliding, groups * batch.size());
    return SlidingProduct.batched(
        batch, (x, w) -> Tensor.of(this, x, w), (x, w) -> Tensor.of(grouped, x, w));
  }

  @Override
  public Side side() {
    return Side.OUTPUT;
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
