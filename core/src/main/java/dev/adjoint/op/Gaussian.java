package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The bell curve, element by element: `y = e^(−c x²)` for a rate `c`, the slope of [Erf] (`c = 1`)
/// and of [NormalCdf] (`c = ½`) up to a factor.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `−2 c x y`, which is 0 also at ±∞. Accurate to
/// 3 units in the last place, in the tails too, where the rounding error of `x²` alone would cost
/// `c x²` of them. Special values: 1 at 0; underflows to 0 beyond ±27.3 / √c (±10.2 / √c in f32).
///
/// @param rate the rate `c`: ½ or 1, by which products are exact
public record Gaussian(double rate) implements Elementwise.Unary {
  /// Checks the rate.
  ///
  /// @throws IllegalArgumentException if it is not ½ or 1
  public Gaussian {
    if (rate != 0.5 && rate != 1) {
      throw new IllegalArgumentException("gaussian of rate %s: wants 0.5 or 1".formatted(rate));
    }
  }

  /// {@return `e^(−c x²)`}
  ///
  /// @param x the argument
  /// @param rate the rate `c`, ½ or 1
  /// @throws IllegalArgumentException if the rate is another
  public static Tensor of(Tensor x, double rate) {
    return new Gaussian(rate).on(x);
  }

  @Override
  public double apply(double x) {
    return value(rate, x);
  }

  /// With the square in two parts: that of `x` rounded to a multiple of 1/16 is exact, and the rest
  /// is small (Cody, as for [Erf]).
  static double value(double rate, double x) {
    double near = Math.rint(x * 16) / 16;
    double rest = (x - near) * (x + near);
    return Math.abs(x) > 64 ? 0 : Math.exp(-rate * near * near) * Math.exp(-rate * rest);
  }

  /// The clip keeps `∞ · 0` out; where it acts, `y` is 0.
  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Clip.of(x, -64, 64).times(y).times(-2 * rate);
  }
}
