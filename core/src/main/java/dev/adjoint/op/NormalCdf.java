package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The distribution function of the standard normal distribution, element by element: `y = Φ(x) = ½
/// erfc(−x/√2)`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: the density `e^(−x²/2) / √(2π)`. Range 0 to 1;
/// special values: underflows to 0 below −38.5 (−14.2 in f32), saturates to exactly 1 above 8.3.
/// Accurate to 6 units in the last place, in the lower tail too. Source: as [Erfc].
public record NormalCdf() implements Elementwise.Unary {
  /// The density at 0, `1/√(2π)`.
  static final double DENSITY = 0.3989422804014327;

  private static final double ROOT = 0.7071067811865476;

  /// What the constant above lacks of `√½`.
  private static final double ROOT_REST = -4.833646656726457e-17;

  /// {@return `Φ(x)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new NormalCdf().on(x);
  }

  @Override
  public double apply(double x) {
    return value(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Gaussian.of(x, 0.5).times(DENSITY);
  }

  /// The rounding error of `x/√2`, which in the tail would cost `x²` units in the last place, is
  /// put back by the slope of `erfc`, about `−2t erfc t` there.
  static double value(double x) {
    double t = -x * ROOT;
    double y = 0.5 * new Erfc().apply(t);
    if (!(t > 1) || y == 0) {
      return y;
    }
    double rest = Math.fma(-x, ROOT, -t) - x * ROOT_REST;
    return y - 2 * t * rest * y;
  }
}
