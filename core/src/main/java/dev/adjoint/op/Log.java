package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// The natural logarithm, element by element: `y = ln x`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `1/x`. Special values: `log(0)` is −∞, of a
/// negative number NaN.
public record Log() implements Elementwise.Unary {
  /// {@return `ln x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Log().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.log(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Tensor.ones(x.type()).div(x);
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return v.div(inputs.getFirst());
  }
}
