package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// The position of the largest element along an axis; the first one of equals.
///
/// Shape: that of `x` without the axis. Dtypes: f32, f64 or i32; the output is i32, so it has no
/// gradient. Special values: NaN counts as the largest, as in NumPy; `−0 = +0`. Of no elements
/// there is none: an error.
///
/// @param axis the axis, counted from the front
public record ArgMax(int axis) implements Routine {
  /// {@return the position of the largest of all elements in row-major order, `i32[]`}
  ///
  /// @param x the tensor
  /// @throws IllegalArgumentException if there are no elements
  public static Tensor of(Tensor x) {
    return of(x.reshape(-1), 0);
  }

  /// {@return the position of the largest element along an axis, which disappears}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or is empty
  public static Tensor of(Tensor x, int axis) {
    return Tensor.of(new ArgMax(TypeRule.ask("argmax", x, shape -> shape.axis(axis))), x);
  }

  /// {@return the position of the largest of all elements, all axes kept with size 1}
  ///
  /// @param x the tensor
  /// @throws IllegalArgumentException if there are no elements
  public static Tensor keepDims(Tensor x) {
    return of(x).reshape(TypeRule.kept("argmax", x.type()));
  }

  /// {@return the position of the largest element along an axis, which stays with size 1}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or is empty
  public static Tensor keepDims(Tensor x, int axis) {
    return of(x, axis).reshape(TypeRule.kept("argmax", x.type(), axis));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    if (!Elementwise.NUMERIC.contains(x.dtype())) {
      throw error(inputs, "wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
    }
    TypeRule.axisExists(this, x, axis);
    TypeRule.foldsSomething(this, x, List.of(axis));
    return List.of(TensorType.i32(x.shape().without(List.of(axis)).toArray()));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.getFirst();
    Buffer y = outputs.getFirst();
    int size = x.type().shape().size(axis);
    int stride = x.type().shape().strides()[axis];
    for (int i = 0; i < y.count(); i++) {
      y.set(i, largest(x, i / stride * size * stride + i % stride, stride, size));
    }
  }

  private static int largest(Buffer x, int first, int stride, int size) {
    int best = 0;
    double most = x.value(first);
    for (int k = 1; k < size && !Double.isNaN(most); k++) {
      double value = x.value(first + k * stride);
      if (value > most || Double.isNaN(value)) {
        most = value;
        best = k;
      }
    }
    return best;
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    return Tensor.zeros(inputs.get(input).type());
  }
}
