package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// First coordinate of a vector of the plane made one long, `y = a / √(a² + b²)`: the cosine of its
/// angle. The slope of [Hypot], closed under differentiation without cancellation: the plain
/// quotient would have the slope `(1 − y²) / √(a² + b²)`, which loses all digits where `|b|` is
/// much less than `|a|`.
///
/// Shapes: broadcast. Dtypes: f32 or f64, both the same, kept. Derivatives: `s² / r` and `−y s / r`
/// with `s = b / r` and the length `r`. Special values: 0 at the origin, with the derivatives 0;
/// the limits at infinity, ±√½ if both are infinite.
record Direction() implements Elementwise.Binary {
  /// {@return `a / √(a² + b²)`}
  ///
  /// @param a the first operand
  /// @param b the second operand
  static Tensor of(Tensor a, Tensor b) {
    return new Direction().on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    double larger = Math.max(Math.abs(a), Math.abs(b));
    if (larger == 0) {
      return a;
    }
    if (Double.isInfinite(larger)) {
      return atInfinity(a) / Math.hypot(atInfinity(a), atInfinity(b));
    }
    double p = a / larger;
    double q = b / larger;
    return p / Math.sqrt(p * p + q * q);
  }

  @Override
  public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    Tensor s = of(b, a);
    Tensor product = input == 0 ? s.squared() : y.times(s).negate();
    return product.div(radius(a, b));
  }

  private static double atInfinity(double x) {
    return Math.copySign(Double.isInfinite(x) ? 1 : 0, x);
  }

  /// The length, but ∞ at the origin, so that what is divided by it becomes 0.
  static Tensor radius(Tensor a, Tensor b) {
    Tensor length = Hypot.of(a, b);
    Tensor origin = Equal.of(length, Tensor.zeros(length.type()));
    return Where.of(origin, Tensor.full(length.type(), Double.POSITIVE_INFINITY), length);
  }
}
