package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The derivative of [GeluTanh] in terms of its [gate][GeluTanhGate] `s`, element by element: `y =
/// s (1 + x (1 − s) 2u′)`.
///
/// Shape: any; the operands broadcast. Dtypes: f32 or f64, kept. Derivatives: `s (1 − s) (2u′ + x
/// 2u″)` and `1 + x (1 − 2s) 2u′`. Special values: at `±∞`, 0 where `s = 0` and 1 where `s = 1`.
public record GeluTanhSlope() implements Elementwise.Binary {
  /// {@return `s (1 + x (1 − s) 2u′)`}
  ///
  /// @param x the argument of the GELU
  /// @param s its gate
  public static Tensor of(Tensor x, Tensor s) {
    return new GeluTanhSlope().on(x, s);
  }

  @Override
  public double apply(double x, double s) {
    double c = Math.clamp(x, -GeluTanh.LIMIT, GeluTanh.LIMIT);
    return s * (1 + c * (1 - s) * GeluTanhGate.slope(c));
  }

  @Override
  public Tensor derivative(int input, Tensor x, Tensor s, Tensor y) {
    Tensor c = Clip.of(x, -GeluTanh.LIMIT, GeluTanh.LIMIT);
    Tensor slope = GeluTanhGate.slope(c);
    return input == 0
        ? s.times(s.negate().plus(1)).times(slope.plus(c.times(GeluTanhGate.bend(c))))
        : s.times(-2).plus(1).times(c).times(slope).plus(1);
  }
}
