package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The mean over axes: `y = (Σ x) / n`.
///
/// Shape: that of `x` without the axes. Dtypes: f32 or f64, kept. Derivative: `1/n`. Special
/// values: overflows where the sum does. The mean of no elements is an error. Expands to [Sum] and
/// [Div].
///
/// @param axes the axes to fold, counted from the front, ascending
public record Mean(List<Integer> axes) implements Composite {
  /// Keeps a copy of the axes.
  public Mean {
    axes = List.copyOf(axes);
  }

  /// {@return the mean over some axes, which disappear}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist, is named twice, or is empty
  public static Tensor of(Tensor x, int... axes) {
    return Tensor.of(new Mean(TypeRule.ask("mean", x, shape -> shape.axes(axes))), x);
  }

  /// {@return the mean over some axes, which stay with size 1}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist, is named twice, or is empty
  public static Tensor keepDims(Tensor x, int... axes) {
    return of(x, axes).reshape(TypeRule.kept("mean", x.type(), axes));
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(new Mean(TypeRule.shifted(axes)));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.floating(this, x);
    axes.forEach(axis -> TypeRule.axisExists(this, x, axis));
    TypeRule.foldsSomething(this, x, axes);
    return List.of(x.withShape(x.shape().without(axes)));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    int n = axes.stream().mapToInt(x.shape()::size).reduce(1, (a, b) -> a * b);
    return new Sum(axes).on(x).div(n);
  }
}
