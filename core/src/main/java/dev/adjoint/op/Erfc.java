package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The complementary error function, element by element: `y = 1 − erf x = 2/√π ∫ₓ^∞ e^(−t²) dt`,
/// accurate also where `erf x` is 1 to all digits.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `−2/√π e^(−x²)`. Range 0 to 2; special values:
/// underflows to 0 above 27.2 (10.1 in f32); saturates to exactly 2 below −6. Accurate to 4 units
/// in the last place, in the tail too. Source: Cody (1969), as [Erf].
public record Erfc() implements Elementwise.Unary {
  private static final double ROOT = 0.5641895835477563;

  /// The numerator up to 4.
  private static final double[] P = {
    2.1531153547440383e-08,
    0.5641884969886701,
    8.883149794388377,
    66.11919063714163,
    298.6351381974001,
    881.952221241769,
    1712.0476126340707,
    2051.0783778260716,
    1230.3393547979972,
  };

  /// The denominator up to 4.
  private static final double[] Q = {
    1.0,
    15.744926110709835,
    117.6939508913125,
    537.1811018620099,
    1621.3895745666903,
    3290.7992357334597,
    4362.619090143247,
    3439.3676741437216,
    1230.3393548037495,
  };

  /// The numerator above 4, of `1/x²`.
  private static final double[] FAR_P = {
    0.016315387137302097,
    0.30532663496123236,
    0.36034489994980445,
    0.12578172611122926,
    0.016083785148742275,
    0.0006587491615298378,
  };

  /// The denominator above 4.
  private static final double[] FAR_Q = {
    1.0,
    2.568520192289822,
    1.8729528499234673,
    0.5279051029514285,
    0.06051834131244132,
    0.0023352049762686918,
  };

  /// {@return `1 − erf x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Erfc().on(x);
  }

  @Override
  public double apply(double x) {
    double a = Math.abs(x);
    if (a <= Erf.SMALL) {
      return 1 - Erf.near0(x);
    }
    return x < 0 ? 2 - tail(a) : tail(a);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Gaussian.of(x, 1).times(-Erf.SLOPE);
  }

  /// The function for `x > 0.46875`, as `e^(−x²)` times a rational function; above 4 that is `(1/√π
  /// − r(1/x²)/x²) / x`.
  static double tail(double x) {
    if (x <= 4) {
      return Gaussian.value(1, x) * (Polynomial.at(x, P) / Polynomial.at(x, Q));
    }
    double z = 1 / (x * x);
    double r = z * Polynomial.at(z, FAR_P) / Polynomial.at(z, FAR_Q);
    return Gaussian.value(1, x) * ((ROOT - r) / x);
  }
}
