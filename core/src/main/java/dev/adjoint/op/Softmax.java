package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The softmax along an axis: `yᵢ = eˣᵢ / Σₖ eˣₖ`, positive numbers that sum to 1.
///
/// Shape: any with that axis. Dtypes: f32 or f64, kept. Pullback: `x̄ = y (ȳ − Σₖ ȳₖ yₖ)`, in `y`.
/// Computed of `x − max x`, so nothing overflows. Special values: an element of −∞ gets 0; a row
/// that is −∞ throughout, or holds +∞ or NaN, is no distribution and gives NaN, as in PyTorch and
/// JAX. Source: Goodfellow, Bengio, Courville, *Deep Learning* (2016), §4.1 and §6.2.2.3.
///
/// @param axis the axis, counted from the front
public record Softmax(int axis) implements Composite.Differentiable {
  /// {@return the softmax along the last axis}
  ///
  /// @param x the tensor, of rank 1 or more
  /// @throws IllegalArgumentException if there is no axis, or it is empty
  public static Tensor of(Tensor x) {
    return of(x, -1);
  }

  /// {@return the softmax along an axis}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or is empty
  public static Tensor of(Tensor x, int axis) {
    int at = TypeRule.ask("softmax", x, shape -> shape.axis(axis));
    return Tensor.of(new Softmax(at), x);
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(new Softmax(axis + 1));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.floating(this, x);
    TypeRule.axisExists(this, x, axis);
    TypeRule.foldsSomething(this, x, List.of(axis));
    return List.of(x);
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    Tensor e = x.minus(Max.keepDims(x, axis)).exp();
    return e.div(Sum.keepDims(e, axis));
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
    return y.times(yBar.minus(Sum.keepDims(yBar.times(y), axis)));
  }
}
