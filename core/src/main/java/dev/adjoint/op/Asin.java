package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The inverse sine, element by element: `y = arcsin x`, from −π/2 to π/2.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `1 / √(1 − x²)`, ∞ at ±1. Special values: NaN
/// beyond ±1; keeps ±0.
public record Asin() implements Elementwise.Unary {
  /// {@return `arcsin x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Asin().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.asin(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Rsqrt.of(OneMinusSquare.of(x));
  }
}
