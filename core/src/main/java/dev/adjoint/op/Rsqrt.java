package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// The reciprocal of the square root, element by element: `y = 1 / √x`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `−y / (2x)`. Special values: of ±0 it is ±∞
/// (and the derivative −∞ at +0), of a negative number NaN.
public record Rsqrt() implements Elementwise.Unary {
  /// {@return `1 / √x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Rsqrt().on(x);
  }

  @Override
  public double apply(double x) {
    return 1 / Math.sqrt(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return y.div(x).times(-0.5);
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return v.times(-0.5).times(y).div(inputs.getFirst());
  }
}
