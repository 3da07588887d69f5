package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// Comparison of two tensors, element by element: whether `a < b`.
///
/// Shapes: broadcast. Dtypes: f32, f64 or i32, both the same; the output is bool, so it has no
/// gradient. Special values: false if either operand is NaN; −0 is not less than +0.
public record Less() implements Relation {
  /// {@return whether `a < b`}
  ///
  /// @param a the first operand
  /// @param b the second operand
  public static Tensor of(Tensor a, Tensor b) {
    return new Less().on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    return a < b ? 1 : 0;
  }
}
