package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The logarithmic derivative of the gamma function, element by element: `y = ψ(x) = Γ′(x) / Γ(x)`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: the [Polygamma] function of order 1. Special
/// values: ∓∞ at ±0, NaN at the negative integers and at −∞. Accurate to 4 units in the last place
/// for positive `x`, near the zero at 1.4616 too; for negative `x` to some `1e-15 (1 + |y|)`.
/// Source: *NIST Digital Library of Mathematical Functions*, §5.5 (recurrence, reflection), §5.11.2
/// (large `x`), §5.15 (derivatives, for the series at the zero).
public record Digamma() implements Elementwise.Unary {
  /// The zero among the positive numbers, and what that constant lacks of it.
  private static final double ZERO = 1.4616321449683622;

  private static final double ZERO_REST = 9.549995429965697e-17;

  /// The coefficients of `ψ(1 + x)` about the zero, from the power 26 down to 1.
  private static final double[] SERIES = {
    -2.735385546236437e-11,
    6.733788627268473e-11,
    -1.6577065288159067e-10,
    4.08099443984292e-10,
    -1.0047053252261424e-09,
    2.473612210913063e-09,
    -6.090500964947203e-09,
    1.499735247478639e-08,
    -3.6934557862649377e-08,
    9.097694978453553e-08,
    -2.241523416103308e-07,
    5.524792977920754e-07,
    -1.3624395717959079e-06,
    3.3623594458438883e-06,
    -8.306859775003972e-06,
    2.055414125395239e-05,
    -5.097190255450742e-05,
    0.0001268167281965579,
    -0.0003170368244016943,
    0.0007983109588290198,
    -0.0020324818225491725,
    0.00526559187211755,
    -0.014039965293930434,
    0.03939709733579885,
    -0.12251567278862602,
    0.49958821066342546,
  };

  /// The coefficients `B₂ₖ / 2k` from `k = 10` down to 1.
  private static final double[] STIRLING = {
    -26.456212121212122,
    3.0539543302701198,
    -0.4432598039215686,
    0.08333333333333333,
    -0.021092796092796094,
    0.007575757575757576,
    -0.004166666666666667,
    0.003968253968253968,
    -0.008333333333333333,
    0.08333333333333333,
  };

  /// {@return `ψ(x)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Digamma().on(x);
  }

  @Override
  public double apply(double x) {
    if (x >= 8 || x == 0) {
      return x == 0 ? -1 / x : large(x);
    }
    if (x > 2) {
      return recur(x);
    }
    if (x >= 1) {
      return atZero(x);
    }
    return x >= 0 ? atZero(x + 1) - 1 / x : reflect(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return new Polygamma(1).on(x);
  }

  /// About the zero `x₀`: `ψ(x) = ψ(1 + x) − 1/x` with a series for the first and `1/x₀ − 1/x` for
  /// the second, both multiples of `x − x₀`, so that no digit is lost.
  private static double atZero(double x) {
    double z = x - ZERO - ZERO_REST;
    return z * (Polynomial.at(z, SERIES) + 1 / (x * ZERO));
  }

  /// Down to the series by `ψ(x) = ψ(x − 1) + 1 / (x − 1)`.
  private static double recur(double x) {
    double sum = 0;
    double rest = x;
    while (rest > 2) {
      rest -= 1;
      sum += 1 / rest;
    }
    return atZero(rest) + sum;
  }

  private static double large(double x) {
    double z = 1 / x;
    return Math.log(x) - z / 2 - z * z * Polynomial.at(z * z, STIRLING);
  }

  /// By `ψ(1 − x) − ψ(x) = π cot πx`, with `x` less its nearest integer in the cotangent.
  private double reflect(double x) {
    double broken = x - Math.rint(x);
    return broken == 0 || Double.isNaN(broken)
        ? Double.NaN
        : apply(1 - x) - Math.PI / Math.tan(Math.PI * broken);
  }
}
