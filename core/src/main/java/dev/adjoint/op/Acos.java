package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The inverse cosine, element by element: `y = arccos x`, from 0 to π.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `−1 / √(1 − x²)`, −∞ at ±1. Special values:
/// NaN beyond ±1.
public record Acos() implements Elementwise.Unary {
  /// {@return `arccos x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Acos().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.acos(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Rsqrt.of(OneMinusSquare.of(x)).negate();
  }
}
