package dev.adjoint.op;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The mean of each window that slides over the last axes.
///
/// Shape: of `[N,C,spatial…]`, or with any other axes in front, the last ones become `⌊(size + pads
/// − (window − 1) · dilation − 1) / stride⌋ + 1` positions. Dtypes: f32 or f64, kept. Padding is 0
/// and by default not counted: the sum is divided by the number of elements in the window, as is
/// ONNX's default (`count_include_pad = 0`; PyTorch's is to count). Derivative: one over what was
/// divided by, for each window that holds the element.
///
/// Expands to [Windows] and [Sum].
///
/// @param sizes the sizes of the window
/// @param sliding how it moves
/// @param padsCount whether the sum is divided by the size of the window, padding included
public record AvgPool(List<Integer> sizes, Sliding sliding, boolean padsCount)
    implements Composite {
  /// Keeps a copy of the sizes.
  public AvgPool {
    sizes = List.copyOf(sizes);
  }

  /// {@return the means of windows side by side: the stride is the window's size}
  ///
  /// @param x the tensor
  /// @param sizes the sizes of the window
  /// @throws IllegalArgumentException if the window does not fit
  public static Tensor of(Tensor x, int... sizes) {
    return of(x, Pooling.sideBySide(sizes), sizes);
  }

  /// {@return the means of windows; padding is not counted}
  ///
  /// @param x the tensor
  /// @param sliding how the window moves
  /// @param sizes the sizes of the window
  /// @throws IllegalArgumentException if the window does not fit, or one of its positions holds
  ///   nothing but padding
  public static Tensor of(Tensor x, Sliding sliding, int... sizes) {
    return Tensor.of(new AvgPool(Pooling.list(sizes), sliding, false), x);
  }

  /// {@return the means of windows; padding is counted}
  ///
  /// @param x the tensor
  /// @param sliding how the window moves
  /// @param sizes the sizes of the window
  /// @throws IllegalArgumentException if the window does not fit
  public static Tensor withPads(Tensor x, Sliding sliding, int... sizes) {
    return Tensor.of(new AvgPool(Pooling.list(sizes), sliding, true), x);
  }

  /// {@return the mean over all spatial axes, which stay with size 1 (ONNX's `GlobalAveragePool`)}
  ///
  /// @param x the batch, `[N,C,spatial…]`
  /// @throws IllegalArgumentException if there is no spatial axis, or one is empty
  public static Tensor global(Tensor x) {
    int[] axes = IntStream.range(2, x.shape().rank()).toArray();
    if (axes.length == 0) {
      throw TypeRule.broken("avgpool", x, ": wants a batch [N,C,spatial…]");
    }
    return Mean.keepDims(x, axes);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TypeRule.floating(this, inputs.getFirst());
    return List.of(new Pooling(sizes, sliding).type(this, inputs.getFirst(), !padsCount));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    var pooling = new Pooling(sizes, sliding);
    int leading = x.shape().rank() - sliding.rank();
    List<Integer> taps = IntStream.range(leading, x.shape().rank()).boxed().toList();
    Tensor sum = new Sum(taps).on(Windows.of(sliding.pad(x), pooling.window()));
    if (padsCount || !sliding.isPadded()) {
      return sum.div(pooling.window().taps().count());
    }
    return sum.div(counts(pooling, Windows.last(x.shape(), pooling.window())).cast(x.dtype()));
  }

  private static Tensor counts(Pooling pooling, Shape plane) {
    int[] counts = Arrays.stream(pooling.places(plane)).mapToInt(places -> places.length).toArray();
    return Tensor.constant(NDArray.of(counts).reshape(pooling.positions(plane).toArray()));
  }

  /// The window slides over the last axes, however many there are in front.
  @Override
  public Optional<Composite> batched() {
    return Optional.of(this);
  }
}
