package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The hyperbolic cosine, element by element: `y = (eˣ + e⁻ˣ) / 2`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `sinh x`. Special values: overflows to ∞
/// beyond ±710.5 (±89.4 in f32).
public record Cosh() implements Elementwise.Unary {
  /// {@return `(eˣ + e⁻ˣ) / 2`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Cosh().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.cosh(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Sinh.of(x);
  }
}
