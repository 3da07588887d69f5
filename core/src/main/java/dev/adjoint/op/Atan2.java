package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// Angle of a vector of the plane, element by element: that of the point `(x, y)`, from −π to π, in
/// the order `atan2(y, x)` of NumPy and Java.
///
/// Shapes: broadcast. Dtypes: f32 or f64, both the same, kept. Derivatives: `x / (x² + y²)` by `y`
/// and `−y / (x² + y²)` by `x`; at the origin, where the angle jumps, and at infinity 0. Across the
/// cut (`x < 0`, `y = ±0`) the derivatives go on smoothly. Special values: those of
/// [Math#atan2(double, double)], which knows zeros and infinities of both signs.
public record Atan2() implements Elementwise.Binary {
  /// {@return the angle of `(x, y)`}
  ///
  /// @param y the second coordinate
  /// @param x the first coordinate
  public static Tensor of(Tensor y, Tensor x) {
    return new Atan2().on(y, x);
  }

  @Override
  public double apply(double y, double x) {
    return Math.atan2(y, x);
  }

  @Override
  public Tensor derivative(int input, Tensor y, Tensor x, Tensor angle) {
    return input == 0 ? Direction.of(x, y, 1, 0, 1) : Direction.of(x, y, 0, 1, 1).negate();
  }
}
