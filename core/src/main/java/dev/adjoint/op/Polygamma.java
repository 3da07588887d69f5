package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The derivative of some order of the [Digamma] function, element by element: `y = ψ⁽ⁿ⁾(x)`; of
/// order 1 it is the trigamma function. Closed under differentiation.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: the polygamma function of the next order.
/// Special values: 0 at ∞, NaN at −∞; at 0 and the negative integers ∞ if the order is odd, else
/// NaN (±∞ at ±0, the other way round). Accurate to 6 units in the last place for positive `x` and
/// orders up to 10; for negative `x` up to some units of the larger of two terms. Source: *NIST
/// Digital Library of Mathematical Functions*, §25.11.12 (as the Hurwitz zeta function `(−1)ⁿ⁺¹ n!
/// ζ(n + 1, x)`), §25.11.5 (Euler–Maclaurin), §5.15.6 (reflection).
///
/// @param order the order `n`, from 1 on
public record Polygamma(int order) implements Elementwise.Unary {
  /// The coefficients `B₂ₖ / (2k)!` from `k = 1` to 12.
  private static final double[] EULER = {
    0.08333333333333333,
    -0.001388888888888889,
    3.306878306878307e-05,
    -8.267195767195768e-07,
    2.08767569878681e-08,
    -5.284190138687493e-10,
    1.3382536530684679e-11,
    -3.3896802963225827e-13,
    8.586062056277845e-15,
    -2.174868698558062e-16,
    5.5090028283602295e-18,
    -1.3954464685812522e-19,
  };

  /// Checks the order.
  ///
  /// @throws IllegalArgumentException if it is not from 1 to 170, above which `n!` overflows
  public Polygamma {
    if (order < 1 || order > 170) {
      throw new IllegalArgumentException(
          "polygamma of order %d: wants 1 to 170; of order 0 take Digamma".formatted(order));
    }
  }

  /// {@return `ψ⁽ⁿ⁾(x)`}
  ///
  /// @param x the argument
  /// @param order the order `n`; of order 0 it is [Digamma]
  /// @throws IllegalArgumentException if the order is negative or above 170
  public static Tensor of(Tensor x, int order) {
    return order == 0 ? Digamma.of(x) : new Polygamma(order).on(x);
  }

  @Override
  public double apply(double x) {
    double sign = order % 2 == 0 ? -1 : 1;
    if (x == 0) {
      return order % 2 == 0 ? -1 / x : Double.POSITIVE_INFINITY;
    }
    return x > 0 ? sign * factorial() * zeta(order + 1, x) : reflect(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return new Polygamma(order + 1).on(x);
  }

  private double factorial() {
    double product = 1;
    for (int k = 2; k <= order; k++) {
      product *= k;
    }
    return product;
  }

  /// The Hurwitz zeta function `Σ (x + k)⁻ˢ`: first terms one by one, the rest as an integral with
  /// corrections. The smallest come first.
  private static double zeta(int s, double x) {
    int count = (int) Math.max(0, Math.ceil(10 + s / 2.0 - x));
    double sum = rest(s, x + count);
    for (int k = count - 1; k >= 0; k--) {
      sum += Math.pow(x + k, -s);
    }
    return sum;
  }

  /// The sum from some `a` on, large enough for Euler and Maclaurin.
  private static double rest(int s, double a) {
    double factor = s / a;
    double sum = 0;
    for (int k = 0; k < EULER.length; k++) {
      sum += EULER[k] * factor;
      factor *= (s + 2 * k + 1) / a * ((s + 2 * k + 2) / a);
    }
    return Math.pow(a, 1 - s) * (1.0 / (s - 1) + (0.5 + sum) / a);
  }

  /// By `ψ⁽ⁿ⁾(x) = (−1)ⁿ ψ⁽ⁿ⁾(1 − x) − π dⁿ/dxⁿ cot πx`.
  private double reflect(double x) {
    double broken = x - Math.rint(x);
    if (Double.isNaN(broken) || broken == 0) {
      return broken == 0 && order % 2 == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    double sign = order % 2 == 0 ? 1 : -1;
    double slope = Polynomial.at(1 / Math.tan(Math.PI * broken), cotangent());
    return sign * (apply(1 - x) - Math.pow(Math.PI, order + 1) * slope);
  }

  /// `(−1)ⁿ dⁿ/dtⁿ cot t` as a polynomial in `cot t`, the highest power first: each derivative is
  /// `1 + c²` times the derivative by `c`, and no coefficient is negative.
  private double[] cotangent() {
    double[] powers = {1, 0};
    for (int n = 1; n <= order; n++) {
      var next = new double[n + 2];
      for (int i = 0; i < n; i++) {
        double slope = (n - i) * powers[i];
        next[i] += slope;
        next[i + 2] += slope;
      }
      powers = next;
    }
    return powers;
  }
}
