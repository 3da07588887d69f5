package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The sine, element by element: `y = sin x`, `x` in radians.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `cos x`. Special values: of ±∞ NaN.
public record Sin() implements Elementwise.Unary {
  /// One for all: what a large graph is made of is to be few objects.
  private static final Sin SIN = new Sin();

  /// {@return `sin x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return SIN.on(x);
  }

  @Override
  public double apply(double x) {
    return Math.sin(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Cos.of(x);
  }
}
