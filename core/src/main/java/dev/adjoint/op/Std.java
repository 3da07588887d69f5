package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The standard deviation over axes: `y = √(Σ (x − μ)² / (n − ddof))` with the mean `μ`.
///
/// Shape: that of `x` without the axes. Dtypes: f32 or f64, kept. With `ddof = 0` it is that of a
/// population, with 1 that of a sample. Derivative: `(x − μ) / ((n − ddof) y)`; 0 where `y = 0`,
/// which is a kink: no direction is better than another there. That `n − ddof` is not positive is
/// an error. Expands to the root of [Var].
///
/// @param axes the axes to fold, counted from the front, ascending
/// @param ddof what is taken off the number of elements
public record Std(List<Integer> axes, int ddof) implements Composite.Differentiable {
  /// Keeps a copy of the axes.
  public Std {
    axes = List.copyOf(axes);
  }

  /// {@return the standard deviation of a population over some axes, which disappear}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist, is named twice, or is too short
  public static Tensor of(Tensor x, int... axes) {
    return Tensor.of(new Std(axes(x, axes), 0), x);
  }

  /// {@return the standard deviation of a sample (`ddof = 1`) over some axes, which disappear}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist, is named twice, or is too short
  public static Tensor ofSample(Tensor x, int... axes) {
    return Tensor.of(new Std(axes(x, axes), 1), x);
  }

  /// {@return the standard deviation of a population over some axes, which stay with size 1}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist, is named twice, or is too short
  public static Tensor keepDims(Tensor x, int... axes) {
    return of(x, axes).reshape(TypeRule.kept("std", x.type(), axes));
  }

  private static List<Integer> axes(Tensor x, int... axes) {
    return TypeRule.ask("std", x, shape -> shape.axes(axes));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.floating(this, x);
    axes.forEach(axis -> TypeRule.axisExists(this, x, axis));
    TensorType y = x.withShape(x.shape().without(axes));
    int freedom = variance().freedom(x);
    if (freedom <= 0 && y.count() > 0) {
      throw error(
          inputs,
          "%d elements over axes %s less ddof %d leave nothing to divide by"
              .formatted(freedom + ddof, axes, ddof));
    }
    return List.of(y);
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(new Std(TypeRule.shifted(axes), ddof));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    return Tensor.of(variance(), inputs.getFirst()).sqrt();
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
    Tensor x = inputs.getFirst();
    Tensor zero = Tensor.zeros(y.type());
    Tensor flat = Equal.of(y, zero);
    Tensor safe = Where.of(flat, Tensor.ones(y.type()), y).times(variance().freedom(x.type()));
    return variance().centred(x, Where.of(flat, zero, yBar.div(safe)));
  }

  private Var variance() {
    return new Var(axes, ddof);
  }
}
