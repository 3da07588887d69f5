package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The elements along an axis in ascending or descending order.
///
/// Shape: that of `x`. Dtypes: f32, f64 or i32, kept. Derivative: each cotangent goes to the
/// element that was put there; equal elements keep their order, in either direction. Special
/// values: NaN is above every number, so it is last, as in NumPy, or first when descending; `−0 =
/// +0`. Expands to [ArgSort] and [TakeAlongAxis].
///
/// @param axis the axis, counted from the front
/// @param descending whether the largest comes first
public record Sort(int axis, boolean descending) implements Composite {
  /// {@return the elements in ascending order}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist
  public static Tensor of(Tensor x, int axis) {
    return of(x, axis, false);
  }

  /// {@return the elements in order}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @param descending whether the largest comes first
  /// @throws IllegalArgumentException if the axis does not exist
  public static Tensor of(Tensor x, int axis, boolean descending) {
    int at = TypeRule.ask("sort", x, shape -> shape.axis(axis));
    return Tensor.of(new Sort(at, descending), x);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.numeric(this, inputs);
    TypeRule.axisExists(this, x, axis);
    return List.of(x);
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(new Sort(axis + 1, descending));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    return TakeAlongAxis.of(x, ArgSort.of(x, axis, descending), axis);
  }
}
