package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The derivative of [Conv] by its weights: what its input and the cotangent of its output make of
/// them, `w[m,c,k] = Σₙ Σₚ y[n,m,p] · x[n,c,p·stride + k·dilation − pad]`.
///
/// Shapes: `x[N,C,spatial…]` and `y[N,M,positions…]` give `[M,C/groups,taps…]`; there may be more
/// room in `x` than the positions need, less than a stride or a dilation. Dtypes: f32 or f64, both
/// the same, kept. Derivatives: by `x` [ConvTranspose] of `y` with the cotangent as weights, by `y`
/// [Conv] of `x` with it. Special values: programs multiply the zeros between elements of `y` too,
/// so an element of `x` that is not finite can make more weights NaN than the sum says. Source:
/// Dumoulin, Visin, *A guide to convolution arithmetic for deep learning* (2016), §4.
///
/// @param taps the sizes of the kernel
/// @param sliding how the kernel moves
/// @param groups the number of groups that the channels are divided into
public record ConvWeights(List<Integer> taps, Sliding sliding, int groups)
    implements Routine.Convolution {
  /// Keeps a copy of the sizes.
  public ConvWeights {
    taps = List.copyOf(taps);
  }

  /// {@return the sum over all images and positions}
  ///
  /// @param x the input of the convolution, `[N,C,spatial…]`
  /// @param y what its output has the shape of, `[N,M,positions…]`
  /// @param sliding how the kernel moves
  /// @param groups the number of groups that both kinds of channels are divided into
  /// @param taps the sizes of the kernel
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor x, Tensor y, Sliding sliding, int groups, int... taps) {
    return Tensor.of(new ConvWeights(Pooling.list(taps), sliding, groups), x, y);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 2);
    TensorType x = inputs.get(0);
    TensorType y = inputs.get(1);
    var channels = new ChannelGroups(groups);
    channels.check(this, inputs, sliding);
    channels.checkDivides(this, inputs, x.shape().size(1));
    channels.checkDivides(this, inputs, y.shape().size(1));
    if (x.shape().size(0) != y.shape().size(0)) {
      throw error(
          inputs,
          "there are %d images in one and %d in the other"
              .formatted(x.shape().size(0), y.shape().size(0)));
    }
    checkPositions(inputs);
    int[] outer = {y.shape().size(1), x.shape().size(1) / groups};
    int[] kernel = taps.stream().mapToInt(size -> size).toArray();
    return List.of(x.withShape(Shape.of(ChannelGroups.sizes(outer, kernel))));
  }

  private void checkPositions(List<TensorType> inputs) {
    Shape most = sliding.positions(this, inputs, taps);
    List<Integer> positions = ChannelGroups.spatial(inputs.get(1));
    Shape padded = sliding.padded(inputs.get(0).shape());
    for (int axis = 0; axis < sliding.rank(); axis++) {
      int reach = sliding.window(taps).reach(axis);
      int left =
          padded.size(axis) - (positions.get(axis) - 1) * sliding.strides().get(axis) - reach;
      int bound = Math.max(sliding.strides().get(axis), sliding.dilations().get(axis));
      if (left < 0 || left >= bound) {
        throw error(
            inputs,
            "a kernel of sizes %s has %s positions, not %s".formatted(taps, most, positions));
      }
    }
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.get(0);
    Buffer y = inputs.get(1);
    Buffer w = outputs.getFirst();
    SlidingProduct.sum(
        w,
        sums ->
            new SlidingProduct(sliding, groups)
                .forEach(
                    x.type().shape(),
                    w.type().shape(),
                    y.type().shape(),
                    (i, k, p) -> sums[k] += x.value(i) * y.value(p)));
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor x = inputs.get(0);
    Tensor y = inputs.get(1);
    Tensor wBar = cotangents.getFirst();
    return input == 0
        ? ConvTranspose.to(x.shape(), sliding, groups, y, wBar)
        : ChannelGroups.first(Conv.of(x, wBar, sliding, groups), y.shape());
  }

  /// The batch's axis becomes more groups.
  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    if (batch.size() == 0) {
      return Optional.empty();
    }
    var op = new ConvWeights(taps, sliding, groups * batch.size());
    Tensor x = SlidingProduct.channels(batch.whole(0));
    Tensor y = SlidingProduct.channels(batch.whole(1));
    return Optional.of(List.of(TypeRule.split(Tensor.of(op, x, y), 0, batch.size())));
  }

  @Override
  public Side side() {
    return Side.WEIGHTS;
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
