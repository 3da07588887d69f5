package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The inverse hyperbolic sine, element by element: `y = ln(x + √(x² + 1))`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `1 / √(x² + 1)`. Special values: keeps ±0 and
/// ±∞. Accurate to 2 units in the last place. Source: *NIST Digital Library of Mathematical
/// Functions*, §4.37.
public record Asinh() implements Elementwise.Unary {
  private static final double LN2 = 0.6931471805599453;

  /// {@return `ln(x + √(x² + 1))`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Asinh().on(x);
  }

  /// Of `|x|`, since for a negative `x` the sum cancels; the root less one without cancellation.
  @Override
  public double apply(double x) {
    double a = Math.abs(x);
    double square = a * a;
    double y = a > 1e9 ? Math.log(a) + LN2 : Math.log1p(a + square / (1 + Math.sqrt(square + 1)));
    return Math.copySign(y, x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    Tensor length = Hypot.of(x, Tensor.ones(x.type()));
    return Reciprocal.of(length);
  }
}
