package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// A smooth maximum along an axis: `y = ln Σₖ eˣₖ`.
///
/// Shape: that of `x` without the axis. Dtypes: f32 or f64, kept. Pullback: `x̄ = ȳ eˣ⁻ʸ`, the
/// softmax times the cotangent. Computed of `x − max x`, so nothing overflows. Special values: a
/// row that is −∞ throughout gives −∞ (the sum is 0), one that holds +∞ gives +∞; their gradients
/// are NaN, for the softmax of such rows is no distribution. NaN stays NaN. Source: Goodfellow,
/// Bengio, Courville, *Deep Learning* (2016), §4.1.
///
/// @param axis the axis, counted from the front
public record LogSumExp(int axis) implements Composite.Differentiable {
  /// {@return the logarithm of the sum of exponentials over the last axis, which disappears}
  ///
  /// @param x the tensor, of rank 1 or more
  /// @throws IllegalArgumentException if there is no axis, or it is empty
  public static Tensor of(Tensor x) {
    return of(x, -1);
  }

  /// {@return the logarithm of the sum of exponentials over an axis, which disappears}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or is empty
  public static Tensor of(Tensor x, int axis) {
    int at = TypeRule.ask("logsumexp", x, shape -> shape.axis(axis));
    return Tensor.of(new LogSumExp(at), x);
  }

  /// {@return the logarithm of the sum of exponentials over an axis, which stays with size 1}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or is empty
  public static Tensor keepDims(Tensor x, int axis) {
    return of(x, axis).reshape(TypeRule.kept("logsumexp", x.type(), axis));
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(new LogSumExp(axis + 1));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.floating(this, x);
    TypeRule.axisExists(this, x, axis);
    TypeRule.foldsSomething(this, x, List.of(axis));
    return List.of(x.withShape(x.shape().without(List.of(axis))));
  }

  /// An infinite maximum is the answer: `∞ − ∞` would be NaN. What is summed is what [Softmax]
  /// sums, so that value and gradient share it.
  @Override
  public Tensor expand(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    Tensor max = Max.of(x, axis);
    Tensor infinite = Equal.of(max.abs(), Tensor.full(max.type(), Double.POSITIVE_INFINITY));
    Tensor finite = Sum.of(x.minus(kept(x, max)).exp(), axis).log().plus(max);
    return Where.of(infinite, max, finite);
  }

  /// The softmax is computed anew: `exp(x − y)` would be off where `y`, which is the maximum plus a
  /// logarithm, has lost the logarithm to rounding.
  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
    Tensor x = inputs.getFirst();
    return kept(x, yBar).times(Softmax.of(x, axis));
  }

  private Tensor kept(Tensor x, Tensor y) {
    return y.reshape(x.shape().withOnes(List.of(axis)).toArray());
  }
}
