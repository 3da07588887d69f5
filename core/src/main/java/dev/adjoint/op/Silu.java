package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The sigmoid linear unit, also named swish, element by element: `y = x σ(x) = x / (1 + e⁻ˣ)`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `σ(x) (1 + x σ(−x))`. Special values: −0 at
/// −∞. Accurate in the lower tail. Source: Elfwing, Uchibe, Doya, *Sigmoid-weighted linear units*
/// (2018), §2.
public record Silu() implements Elementwise.Unary {
  /// {@return `x / (1 + e⁻ˣ)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Silu().on(x);
  }

  @Override
  public double apply(double x) {
    return x < -800 ? -0.0 : x * new Sigmoid().apply(x);
  }

  /// Beyond the clip the slope is 0 or 1 to all digits, and `∞ · 0` cannot arise.
  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    Tensor c = Clip.of(x, -800, 800);
    return Sigmoid.of(c).times(c.times(Sigmoid.of(c.negate())).plus(1));
  }
}
