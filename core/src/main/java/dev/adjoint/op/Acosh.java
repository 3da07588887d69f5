package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The inverse hyperbolic cosine, element by element: `y = ln(x + √(x² − 1))`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `1 / √(x² − 1)`, ∞ at 1. Special values: NaN
/// below 1; ∞ stays. Accurate to 2 units in the last place. Source: *NIST Digital Library of
/// Mathematical Functions*, §4.37.
public record Acosh() implements Elementwise.Unary {
  private static final double LN2 = 0.6931471805599453;

  /// {@return `ln(x + √(x² − 1))`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Acosh().on(x);
  }

  /// In two roots, since below −1 that of the product is a number.
  @Override
  public double apply(double x) {
    double above = x - 1;
    return x > 1e9 ? Math.log(x) + LN2 : Math.log1p(above + Math.sqrt(above) * Math.sqrt(x + 1));
  }

  /// In two roots, since `x²` would overflow and `x² − 1` cancel.
  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Rsqrt.of(x.minus(1)).times(Rsqrt.of(x.plus(1)));
  }
}
