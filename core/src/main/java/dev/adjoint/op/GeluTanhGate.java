package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The factor that [GeluTanh] leaves of its argument, element by element: `s = σ(2u) = ½ (1 + tanh
/// u)` with `u = √(2/π) (x + 0.044715 x³)`; the value and the derivative of a GELU share it.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `s (1 − s) 2u′`. Special values: exactly 0 or
/// 1 from `|x| = 64` on, in f32 earlier. Accurate in the lower tail.
public record GeluTanhGate() implements Elementwise.Unary {
  // 2√(2/π) and 0.044715 times that, each in two parts
  private static final double LINEAR = 1.5957691216057308;
  private static final double LINEAR_LOW = -9.96930880911092e-17;
  private static final double THIRD = 0.07135481627260025;
  private static final double THIRD_LOW = -6.175149918155315e-19;

  private static final double CUBIC = 0.044715;

  /// {@return `σ(2u)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new GeluTanhGate().on(x);
  }

  /// The angle is taken to twice the digits, as an error in it is one relative to the lower tail.
  @Override
  public double apply(double x) {
    double c = Math.clamp(x, -GeluTanh.LIMIT, GeluTanh.LIMIT);
    double square = c * c;
    double cubic = THIRD * square;
    double cubicLow = Math.fma(THIRD, square, -cubic) + THIRD * Math.fma(c, c, -square);
    double sum = LINEAR + cubic;
    double back = sum - LINEAR;
    double sumLow = LINEAR - (sum - back) + (cubic - back);
    double low = sumLow + cubicLow + LINEAR_LOW + THIRD_LOW * square;
    double u = c * sum;
    double y = new Sigmoid().apply(u);
    return y + y * (1 - y) * (Math.fma(c, sum, -u) + c * low);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    Tensor c = Clip.of(x, -GeluTanh.LIMIT, GeluTanh.LIMIT);
    return y.times(y.negate().plus(1)).times(slope(c));
  }

  /// `2u′`.
  static double slope(double x) {
    return LINEAR * (1 + 3 * CUBIC * x * x);
  }

  /// {@return `2u′`}
  ///
  /// @param x the argument
  static Tensor slope(Tensor x) {
    return x.squared().times(3 * CUBIC).plus(1).times(LINEAR);
  }

  /// {@return `2u″`}
  ///
  /// @param x the argument
  static Tensor bend(Tensor x) {
    return x.times(6 * CUBIC * LINEAR);
  }
}
