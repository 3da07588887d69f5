package dev.adjoint.op;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The largest element of each window that slides over the last axes.
///
/// Shape: of `[N,C,spatial…]`, or with any other axes in front, the last ones become `⌊(size + pads
/// − (window − 1) · dilation − 1) / stride⌋ + 1` positions. Dtypes: f32, f64 or i32, kept.
/// Derivative: 1 for the largest element; of equal ones the first in row-major order gets it all,
/// as in ONNX Runtime and PyTorch (and unlike [Max], where they share). Special values: NaN if the
/// window holds one, whose derivative is 1. Padding never wins.
///
/// Expands to a [Gather] at [ArgMaxPool], so gradients of any order follow from there.
///
/// @param sizes the sizes of the window
/// @param sliding how it moves
public record MaxPool(List<Integer> sizes, Sliding sliding) implements Composite {
  /// Keeps a copy of the sizes.
  public MaxPool {
    sizes = List.copyOf(sizes);
  }

  /// {@return the largest elements of windows side by side: the stride is the window's size}
  ///
  /// @param x the tensor
  /// @param sizes the sizes of the window
  /// @throws IllegalArgumentException if the window does not fit
  public static Tensor of(Tensor x, int... sizes) {
    return of(x, Pooling.sideBySide(sizes), sizes);
  }

  /// {@return the largest elements of windows}
  ///
  /// @param x the tensor
  /// @param sliding how the window moves
  /// @param sizes the sizes of the window
  /// @throws IllegalArgumentException if the window does not fit, or one of its positions holds
  ///   nothing but padding
  public static Tensor of(Tensor x, Sliding sliding, int... sizes) {
    return Tensor.of(new MaxPool(Pooling.list(sizes), sliding), x);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.numeric(this, inputs);
    return List.of(new Pooling(sizes, sliding).type(this, x, true));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    Tensor places = Tensor.of(new ArgMaxPool(sizes, sliding), x);
    int elements = Windows.last(x.shape(), new Pooling(sizes, sliding).window()).count();
    int planes = elements == 0 ? 0 : x.type().count() / elements;
    int positions = planes == 0 ? 0 : places.type().count() / planes;
    Tensor rows = places.reshape(planes, positions).plus(starts(planes, elements));
    return Gather.of(x.reshape(-1), rows, 0).reshape(places.shape().toArray());
  }

  /// Where each plane begins.
  private static Tensor starts(int planes, int elements) {
    int[] starts = IntStream.range(0, planes).map(i -> i * elements).toArray();
    return Tensor.constant(NDArray.of(starts).reshape(planes, 1));
  }

  /// The window slides over the last axes, however many there are in front.
  @Override
  public Optional<Composite> batched() {
    return Optional.of(this);
  }
}
