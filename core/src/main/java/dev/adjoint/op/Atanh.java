package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The inverse hyperbolic tangent, element by element: `y = ½ ln((1 + x) / (1 − x))`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `1 / (1 − x²)`, ∞ at ±1. Special values: ±∞ at
/// ±1, NaN beyond; keeps ±0. Accurate to 2 units in the last place. Source: *NIST Digital Library
/// of Mathematical Functions*, §4.37.
public record Atanh() implements Elementwise.Unary {
  /// {@return `½ ln((1 + x) / (1 − x))`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Atanh().on(x);
  }

  @Override
  public double apply(double x) {
    double a = Math.abs(x);
    return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Reciprocal.of(OneMinusSquare.of(x));
  }
}
