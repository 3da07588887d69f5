package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The inverse tangent, element by element: `y = arctan x`, from −π/2 to π/2.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `1 / (1 + x²)`. Special values: ±π/2 at ±∞,
/// where the derivatives are 0; keeps ±0.
public record Atan() implements Elementwise.Unary {
  /// {@return `arctan x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Atan().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.atan(x);
  }

  /// By the length of `(x, 1)`, whose square would overflow.
  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    Tensor length = Hypot.of(x, Tensor.ones(x.type()));
    return Reciprocal.of(length).div(length);
  }
}
