package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// Length of a vector of the plane, element by element: `y = √(a² + b²)`, without overflow or
/// underflow on the way.
///
/// Shapes: broadcast. Dtypes: f32 or f64, both the same, kept. Derivatives: `a/y` and `b/y`; 0 at
/// the origin, where the length has a kink, to all orders. They are computed of `a` and `b`, so
/// those of higher order lose no digits where one argument is much the larger. Special values: ∞ if
/// either argument is infinite, even if the other is NaN.
public record Hypot() implements Elementwise.Binary {
  /// {@return `√(a² + b²)`}
  ///
  /// @param a the first operand
  /// @param b the second operand
  public static Tensor of(Tensor a, Tensor b) {
    return new Hypot().on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    return Math.hypot(a, b);
  }

  @Override
  public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    return input == 0 ? Direction.of(a, b, 1, 0, 0) : Direction.of(a, b, 0, 1, 0);
  }
}
