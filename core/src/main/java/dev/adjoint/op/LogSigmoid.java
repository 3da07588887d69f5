package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The logarithm of the sigmoid, element by element: `y = −ln(1 + e⁻ˣ)`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: the sigmoid of `−x`. Special values: `x`
/// itself where `e⁻ˣ` is past all digits, so that it does not become −∞ where the sigmoid
/// underflows; −0 at ∞.
public record LogSigmoid() implements Elementwise.Unary {
  /// {@return `−ln(1 + e⁻ˣ)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new LogSigmoid().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.min(x, -0.0) - Math.log1p(Math.exp(-Math.abs(x)));
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Sigmoid.of(x.negate());
  }
}
