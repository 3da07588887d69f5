package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// Sum of two numbers given by their logarithms, element by element: `y = ln(eᵃ + eᵇ)`.
///
/// Shapes: broadcast. Dtypes: f32 or f64, both the same, kept. Derivatives: the sigmoid of `a − b`
/// by `a`, of `b − a` by `b`; ½ each where both are the same infinity. Special values: −∞ (the
/// logarithm of 0) adds nothing; ∞ if either is. Nothing overflows on the way.
public record LogAddExp() implements Elementwise.Binary {
  private static final double LN2 = 0.6931471805599453;

  /// {@return `ln(eᵃ + eᵇ)`}
  ///
  /// @param a the first operand
  /// @param b the second operand
  public static Tensor of(Tensor a, Tensor b) {
    return new LogAddExp().on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    return a == b ? a + LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  }

  /// The difference of equal infinities would be NaN.
  @Override
  public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    Tensor difference = input == 0 ? a.minus(b) : b.minus(a);
    Tensor same = And.of(Equal.of(a, b), IsInf.of(a));
    return Sigmoid.of(Where.of(same, Tensor.zeros(a.type()), difference));
  }
}
