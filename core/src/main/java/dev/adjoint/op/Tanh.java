package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The hyperbolic tangent, element by element: `y = tanh x = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `1 − y²`, in `y`, so the forward value is
/// reused. Special values: saturates to exactly −1 or 1; keeps −0.
public record Tanh() implements Elementwise.Unary {
  /// {@return `tanh x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Tanh().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.tanh(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Tensor.ones(y.type()).minus(y.squared());
  }
}
