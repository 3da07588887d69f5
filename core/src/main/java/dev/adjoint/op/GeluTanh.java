package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// An approximation of [Gelu], element by element: `y = ½ x (1 + tanh u)` with `u = √(2/π) (x +
/// 0.044715 x³)`; up to 0.0005 off.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `σ(2u) + x σ(2u) σ(−2u) 2u′`, with the sigmoid
/// `σ`. Special values: underflows to −0 below −21.6 and at −∞. Computed as `x σ(2u)`, which does
/// not cancel in the lower tail. Source:/// Hendrycks, Gimpel, *Gaussian error linear units*
/// (2016), §2.
public record GeluTanh() implements Elementwise.Unary {
  /// Beyond it the value is 0 or `x` to all digits; it keeps `∞ · 0` out.
  static final double LIMIT = 64;

  /// {@return `½ x (1 + tanh u)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new GeluTanh().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.max(x, -LIMIT) * new GeluTanhGate().apply(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return GeluTanhSlope.of(x, GeluTanhGate.of(x));
  }

  /// With the gate apart, a derivative shares it.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    return Optional.of(Clip.of(x, -LIMIT, Double.POSITIVE_INFINITY).times(GeluTanhGate.of(x)));
  }
}
