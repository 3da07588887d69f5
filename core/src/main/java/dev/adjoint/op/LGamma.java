package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The logarithm of the absolute value of the gamma function, element by element: `y = ln |Γ(x)|`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: the [Digamma] function. Special values: ∞ at
/// 0, at the negative integers and at ±∞. Accurate to 6 units in the last place for positive `x`,
/// near the zeros at 1 and 2 too; for negative `x` to some `1e-15 (1 + |y|)`, so relative accuracy
/// is lost near the zeros there. Source: *NIST Digital Library of Mathematical Functions*, §5.5
/// (recurrence, reflection), §5.7.3 (series at 2), §5.11.1 (large `x`).
public record LGamma() implements Elementwise.Unary {
  private static final double HALF_LOG_2PI_E = 0.41893853320467275;

  /// The coefficients `(−1)ᵏ (ζ(k) − 1) / k` from `k = 31` down to 2.
  private static final double[] SERIES = {
    -1.5021384080754142e-11,
    3.1044247747322276e-11,
    -6.4229645638381e-11,
    1.330476437424449e-10,
    -2.7595228851242334e-10,
    5.731367241678862e-10,
    -1.1921401405860912e-09,
    2.4836745438024785e-09,
    -5.183475041970047e-09,
    1.0838659214896955e-08,
    -2.2711094608943164e-08,
    4.7698101693639804e-08,
    -1.0043224823968099e-07,
    2.1207184805554665e-07,
    -4.492469198764566e-07,
    9.55141213040742e-07,
    -2.039215753801366e-06,
    4.374866789907488e-06,
    -9.439488275268397e-06,
    2.050721277567069e-05,
    -4.492623673813314e-05,
    9.945751278180853e-05,
    -0.00022315475845357939,
    0.0005096695247430425,
    -0.001192753911703261,
    0.0028905103307415234,
    -0.007385551028673986,
    0.020580808427784546,
    -0.0673523010531981,
    0.3224670334241132,
  };

  private static final double ONE_LESS_EULER = 0.42278433509846713;

  /// The coefficients `B₂ₖ / (2k (2k − 1))` from `k = 10` down to 1.
  private static final double[] STIRLING = {
    -1.3924322169059011,
    0.17964437236883057,
    -0.029550653594771242,
    0.00641025641025641,
    -0.0019175269175269176,
    0.0008417508417508417,
    -0.0005952380952380953,
    0.0007936507936507937,
    -0.002777777777777778,
    0.08333333333333333,
  };

  /// {@return `ln |Γ(x)|`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new LGamma().on(x);
  }

  @Override
  public double apply(double x) {
    if (x >= 8) {
      return large(x);
    }
    if (x > 2.5) {
      return recur(x);
    }
    if (x >= 0.5) {
      return x < 1.5 ? at2(x - 1) - Math.log1p(x - 1) : at2(x - 2);
    }
    return x > -0.5 ? at2(x) - Math.log1p(x) - Math.log(Math.abs(x)) : reflect(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Digamma.of(x);
  }

  /// The function of `2 + z` for `|z| ≤ ½`.
  private static double at2(double z) {
    return z * (ONE_LESS_EULER + z * Polynomial.at(z, SERIES));
  }

  /// Down to the series by `Γ(x) = (x − 1) Γ(x − 1)`.
  private static double recur(double x) {
    double product = 1;
    double rest = x;
    while (rest > 2.5) {
      rest -= 1;
      product *= rest;
    }
    return at2(rest - 2) + Math.log(product);
  }

  /// Stirling's series.
  private static double large(double x) {
    if (x > 1e306) {
      return Double.POSITIVE_INFINITY;
    }
    double z = 1 / x;
    return (x - 0.5) * (Math.log(x) - 1) + HALF_LOG_2PI_E + z * Polynomial.at(z * z, STIRLING);
  }

  /// By `Γ(x) Γ(−x) = −π / (x sin πx)`.
  private double reflect(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    double broken = Math.abs(x - Math.rint(x));
    return broken == 0 || x < -1e306
        ? Double.POSITIVE_INFINITY
        : -Math.log(-x) - Math.log(Math.sin(Math.PI * broken) / Math.PI) - apply(-x);
  }
}
