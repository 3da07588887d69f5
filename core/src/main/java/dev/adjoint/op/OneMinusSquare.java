package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// What is left to one, element by element: `y = 1 − x² = (1 − x)(1 + x)`, a part of the slopes of
/// inverse functions. The product is accurate near ±1, where the difference is not, and unlike the
/// product's the slope `−2x` is accurate near 0.
///
/// Shape: any. Dtypes: f32 or f64, kept.
record OneMinusSquare() implements Elementwise.Unary {
  /// {@return `1 − x²`}
  ///
  /// @param x the argument
  static Tensor of(Tensor x) {
    return new OneMinusSquare().on(x);
  }

  @Override
  public double apply(double x) {
    return (1 - x) * (1 + x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return x.times(-2);
  }
}
