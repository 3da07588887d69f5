package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The largest element of each window that slides over the last axes.
///
/// Shape: of `[N,C,spatial…]`, or with any other axes in front, the last ones become `⌊(size + pads
/// − (window − 1) · dilation − 1) / stride⌋ + 1` positions. Dtypes: f32, f64 or i32, kept.
/// Derivative: 1 for the largest element; of equal ones the first in row-major order gets it all,
/// as in ONNX Runtime and PyTorch (and unlike [Max], where they share). Special values: NaN if the
/// window holds one, whose derivative is 1. Padding never wins.
///
/// What it picks is [ArgMaxPool]'s choice. Expands to one routine that makes both; its gradient
/// puts each cotangent where the element was, and is linear.
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
    return Node.of(new PoolMaxima(sizes, sliding), inputs).outputs().getFirst();
  }

  /// The window slides over the last axes, however many there are in front.
  @Override
  public Optional<Composite> batched() {
    return Optional.of(this);
  }
}
