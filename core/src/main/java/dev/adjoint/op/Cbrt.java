package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// The cube root, element by element: `y = ∛x`, of negative numbers too.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `1 / (3y²)`, which is ∞ at 0, so a cotangent
/// of 0 becomes NaN there. Special values: keeps ±0 and ±∞.
public record Cbrt() implements Elementwise.Unary {
  /// {@return `∛x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Cbrt().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.cbrt(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Reciprocal.of(y.times(3)).div(y);
  }

  /// In two quotients: of `y²` the derivatives of order 3 on would be sums of ∞ and −∞ near 0.
  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return v.div(y.times(3)).div(y);
  }
}
