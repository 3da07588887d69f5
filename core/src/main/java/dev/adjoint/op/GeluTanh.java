package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// An approximation of [Gelu], element by element: `y = ½ x (1 + tanh u)` with `u = √(2/π) (x +
/// 0.044715 x³)`; up to 0.0005 off.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `σ(2u) + x σ(2u) σ(−2u) 2u′`, with the sigmoid
/// `σ`. Special values: underflows to −0 below −21.6 and at −∞. Computed as `x σ(2u)`, which does
/// not cancel in the lower tail; it is off by up to `|u|` units in the last place there. Source:
/// Hendrycks, Gimpel, *Gaussian error linear units* (2016), §2.
public record GeluTanh() implements Elementwise.Unary {
  /// `√(2/π)`.
  private static final double ROOT = 0.7978845608028654;

  private static final double CUBIC = 0.044715;

  /// {@return `½ x (1 + tanh u)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new GeluTanh().on(x);
  }

  @Override
  public double apply(double x) {
    double u = 2 * ROOT * x * (1 + CUBIC * x * x);
    return x < -64 ? -0.0 : x * new Sigmoid().apply(u);
  }

  /// Beyond the clip the value is 0 or `x` to all digits, and `∞ · 0` cannot arise.
  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    Tensor c = Clip.of(x, -64, 64);
    Tensor square = c.squared();
    Tensor u = square.times(CUBIC).plus(1).times(c).times(2 * ROOT);
    Tensor slope = square.times(3 * CUBIC).plus(1).times(2 * ROOT);
    Tensor rest = c.times(slope).times(Sigmoid.of(u.negate())).plus(1);
    return Sigmoid.of(u).times(rest);
  }
}
