package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The tangent, element by element: `y = tan x`, `x` in radians.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `1 + y²`. Special values: of ±∞ NaN; keeps ±0.
/// No floating number is a pole, so the value is finite for all numbers.
public record Tan() implements Elementwise.Unary {
  /// {@return `tan x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Tan().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.tan(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return y.squared().plus(1);
  }
}
