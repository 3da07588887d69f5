package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The exponential less one, element by element: `y = eˣ − 1`, accurate also where `x` is tiny.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `eˣ`, not `y + 1`, which would have lost all
/// digits where `y` is near −1. Special values: of −∞ it is −1, above 709.8 (88.7 in f32) ∞; keeps
/// ±0.
public record Expm1() implements Elementwise.Unary {
  /// {@return `eˣ − 1`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Expm1().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.expm1(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return x.exp();
  }
}
