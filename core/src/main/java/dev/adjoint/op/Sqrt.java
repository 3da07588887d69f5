package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// The square root, element by element: `y = √x`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `1/(2y)`, which is ∞ at 0, so a cotangent of 0
/// becomes NaN there; keep the argument positive where gradients are wanted. Special values: of a
/// negative number NaN; `√−0` is −0.
public record Sqrt() implements Elementwise.Unary {
  /// {@return `√x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Sqrt().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.sqrt(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Tensor.full(y.type(), 0.5).div(y);
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return v.times(0.5).div(y);
  }
}
