package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// A smooth rectifier, element by element: `y = ln(1 + eˣ)`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: the [Sigmoid]. Special values: 0 at −∞; `x`
/// itself where `eˣ` is past all digits. Accurate in both tails. Source: Goodfellow, Bengio,
/// Courville, *Deep Learning* (2016), §3.10.
public record Softplus() implements Elementwise.Unary {
  /// {@return `ln(1 + eˣ)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Softplus().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Sigmoid.of(x);
  }
}
