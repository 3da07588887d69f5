package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The logistic sigmoid, element by element: `y = 1 / (1 + e⁻ˣ)`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `y (1 − y)`, in `y`, so the forward value is
/// reused. Special values: saturates to exactly 0 or 1; never NaN for a number, `±∞` included.
/// Source: Goodfellow, Bengio, Courville, *Deep Learning* (2016), §3.10.
public record Sigmoid() implements Elementwise.Unary {
  /// {@return `1 / (1 + e⁻ˣ)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Sigmoid().on(x);
  }

  /// In terms of `e⁻|ˣ| ≤ 1`, which cannot overflow.
  @Override
  public double apply(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return y.times(Tensor.ones(y.type()).minus(y));
  }
}
