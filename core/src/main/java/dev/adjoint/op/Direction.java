package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// A product of powers of the cosine and the sine of a vector of the plane and of its length: `y =
/// cosᵖ φ sin𐞥 φ / rⁿ` with `cos φ = a/r`, `sin φ = b/r`, `r = √(a² + b²)`. The slopes of [Hypot]
/// (`cos φ`) and of [Atan2] (`cos φ / r`) and all that follow them: closed under differentiation,
/// without cancellation in a term.
///
/// Shapes: broadcast. Dtypes: f32 or f64, both the same, kept. Derivatives: `p cosᵖ⁻¹ φ sin𐞥⁺² φ /
/// rⁿ⁺¹ − (q + n) cosᵖ⁺¹ φ sin𐞥 φ / rⁿ⁺¹` by `a`, and the same with the roles exchanged by `b`; a
/// term of factor 0 is left out, so that the derivatives on an axis have no `0 · ∞`, however small
/// `r` is. Nothing overflows or underflows on the way. Special values: 0 at the origin, with the
/// derivatives 0; the limits at infinity, along the diagonal if both are infinite.
///
/// @param cosines the power `p`, from 0 on
/// @param sines the power `q`, from 0 on
/// @param lengths the power `n`, from 0 on
public record Direction(int cosines, int sines, int lengths) implements Elementwise.Binary {
  /// Checks the powers.
  ///
  /// @throws IllegalArgumentException if one is negative, or neither the cosine nor the sine occurs
  public Direction {
    if (cosines < 0 || sines < 0 || lengths < 0 || cosines + sines == 0) {
      throw new IllegalArgumentException(
          "direction of powers %d, %d and %d: wants none below 0, and a cosine or a sine"
              .formatted(cosines, sines, lengths));
    }
  }

  /// {@return `cosᵖ φ sin𐞥 φ / rⁿ`}
  ///
  /// @param a the first coordinate
  /// @param b the second coordinate
  /// @param cosines the power `p`, from 0 on
  /// @param sines the power `q`, from 0 on
  /// @param lengths the power `n`, from 0 on
  /// @throws IllegalArgumentException if a power is negative, or neither the cosine nor the sine
  ///   occurs
  public static Tensor of(Tensor a, Tensor b, int cosines, int sines, int lengths) {
    return new Direction(cosines, sines, lengths).on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    double larger = Math.max(Math.abs(a), Math.abs(b));
    if (larger == 0) {
      return product(a, cosines, b, sines);
    }
    boolean infinite = Double.isInfinite(larger);
    double p = infinite ? atInfinity(a) : a / larger;
    double q = infinite ? atInfinity(b) : b / larger;
    double y =
        Math.abs(p) == 1
            ? scaled(p, cosines, q, sines, larger)
            : scaled(q, sines, p, cosines, larger);
    double square = p * p + q * q;
    int roots = cosines + sines + lengths;
    return y / product(square, roots / 2, Math.sqrt(square), roots % 2);
  }

  /// `±1` to a power times `t` to another, over the length's own: what grows and what shrinks by
  /// turns.
  private double scaled(double sign, int signs, double t, int powers, double larger) {
    double y = signs % 2 == 1 ? sign : 1;
    int divided = 0;
    for (int k = 0; k < powers; k++) {
      while (Math.abs(y) < 1 && divided < lengths) {
        y /= larger;
        divided++;
      }
      y *= t;
    }
    for (; divided < lengths; divided++) {
      y /= larger;
    }
    return y;
  }

  private static double product(double x, int powers, double z, int others) {
    double y = 1;
    for (int k = 0; k < powers; k++) {
      y *= x;
    }
    for (int k = 0; k < others; k++) {
      y *= z;
    }
    return y;
  }

  private static double atInfinity(double x) {
    return Math.copySign(Double.isInfinite(x) ? 1 : 0, x);
  }

  @Override
  public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    return input == 0 ? slope(a, b, cosines, sines) : slope(b, a, sines, cosines);
  }

  /// By the first coordinate, whose powers come first.
  private Tensor slope(Tensor a, Tensor b, int own, int other) {
    int factor = other + lengths;
    if (own == 0) {
      return of(a, b, 1, other, lengths + 1).times(-factor);
    }
    Tensor turning = of(a, b, own - 1, other + 2, lengths + 1).times(own);
    return factor == 0
        ? turning
        : turning.minus(of(a, b, own + 1, other, lengths + 1).times(factor));
  }
}
