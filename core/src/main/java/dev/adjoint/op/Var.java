package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The variance over axes: `y = Σ (x − μ)² / (n − ddof)` with the mean `μ`.
///
/// Shape: that of `x` without the axes. Dtypes: f32 or f64, kept. With `ddof = 0` it is that of a
/// population, with 1 the unbiased estimate from a sample. Derivative: `2 (x − μ) / (n − ddof)`.
/// Computed of `x − μ`, so a large mean does not cancel the digits away. That `n − ddof` is not
/// positive is an error. Expands to [Mean], [Square] and [Sum].
///
/// @param axes the axes to fold, counted from the front, ascending
/// @param ddof what is taken off the number of elements
public record Var(List<Integer> axes, int ddof) implements Composite.Differentiable {
  /// Keeps a copy of the axes.
  public Var {
    axes = List.copyOf(axes);
  }

  /// {@return the variance of a population over some axes, which disappear}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist, is named twice, or is too short
  public static Tensor of(Tensor x, int... axes) {
    return Tensor.of(new Var(axes(x, axes), 0), x);
  }

  /// {@return the variance of a sample (`ddof = 1`) over some axes, which disappear}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist, is named twice, or is too short
  public static Tensor ofSample(Tensor x, int... axes) {
    return Tensor.of(new Var(axes(x, axes), 1), x);
  }

  /// {@return the variance of a population over some axes, which stay with size 1}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist, is named twice, or is too short
  public static Tensor keepDims(Tensor x, int... axes) {
    return of(x, axes).reshape(TypeRule.kept("var", x.type(), axes));
  }

  private static List<Integer> axes(Tensor x, int... axes) {
    return TypeRule.ask("var", x, shape -> shape.axes(axes));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.floating(this, x);
    axes.forEach(axis -> TypeRule.axisExists(this, x, axis));
    TensorType y = x.withShape(x.shape().without(axes));
    if (freedom(x) <= 0 && y.count() > 0) {
      throw error(
          inputs,
          "%d elements over axes %s less ddof %d leave nothing to divide by"
              .formatted(freedom(x) + ddof, axes, ddof));
    }
    return List.of(y);
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(new Var(TypeRule.shifted(axes), ddof));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    return new Sum(axes).on(difference(x).squared()).div(freedom(x.type()));
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
    return centred(inputs.getFirst(), yBar.times(2.0 / freedom(inputs.getFirst().type())));
  }

  /// How many numbers are free, once the mean is known.
  int freedom(TensorType x) {
    return axes.stream().mapToInt(x.shape()::size).reduce(1, Math::multiplyExact) - ddof;
  }

  /// `(x − μ) · factor`, the factor one of each fold.
  Tensor centred(Tensor x, Tensor factor) {
    return difference(x).times(kept(x, factor));
  }

  private Tensor difference(Tensor x) {
    return x.minus(kept(x, Tensor.of(new Mean(axes), x)));
  }

  private Tensor kept(Tensor x, Tensor y) {
    return y.reshape(x.shape().withOnes(axes).toArray());
  }
}
