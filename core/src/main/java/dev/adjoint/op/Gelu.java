package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The Gaussian error linear unit, element by element: `y = x Φ(x)`, with the normal distribution
/// function `Φ`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `Φ(x) + x φ(x)`, with the density `φ`. Special
/// values: underflows to −0 below −38.5 (−14.5 in f32) and at −∞. Accurate in the lower tail.
/// [GeluTanh] is the approximation by a tanh. Source: Hendrycks, Gimpel, *Gaussian error linear
/// units* (2016), §2.
public record Gelu() implements Elementwise.Unary {
  /// {@return `x Φ(x)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Gelu().on(x);
  }

  @Override
  public double apply(double x) {
    return x < -64 ? -0.0 : x * NormalCdf.value(x);
  }

  /// The clip keeps `∞ · 0` out; where it acts, the density is 0.
  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    Tensor density = Gaussian.of(x, 0.5).times(NormalCdf.DENSITY);
    return NormalCdf.of(x).plus(Clip.of(x, -64, 64).times(density));
  }
}
