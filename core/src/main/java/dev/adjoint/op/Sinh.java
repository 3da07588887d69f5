package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The hyperbolic sine, element by element: `y = (eˣ − e⁻ˣ) / 2`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `cosh x`. Special values: overflows to ±∞
/// beyond ±710.5 (±89.4 in f32); keeps ±0.
public record Sinh() implements Elementwise.Unary {
  /// {@return `(eˣ − e⁻ˣ) / 2`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Sinh().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.sinh(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Cosh.of(x);
  }
}
