package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The exponential function, element by element: `y = eˣ`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `y`. Special values: overflows to ∞ (above
/// 88.7 in f32, 709.8 in f64), underflows to 0; `exp(−∞)` is 0.
public record Exp() implements Elementwise.Unary {
  /// {@return `eˣ`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Exp().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.exp(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return y;
  }
}
