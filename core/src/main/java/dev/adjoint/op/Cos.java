package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The cosine, element by element: `y = cos x`, `x` in radians.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `−sin x`. Special values: of ±∞ NaN.
public record Cos() implements Elementwise.Unary {
  /// One for all: what a large graph is made of is to be few objects.
  private static final Cos COS = new Cos();

  /// {@return `cos x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return COS.on(x);
  }

  @Override
  public double apply(double x) {
    return Math.cos(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Sin.of(x).negate();
  }
}
