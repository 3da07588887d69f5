package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// The logarithm of one more, element by element: `y = ln(1 + x)`, accurate also where `x` is tiny.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `1 / (1 + x)`. Special values: of −1 it is −∞,
/// below NaN; keeps ±0.
public record Log1p() implements Elementwise.Unary {
  /// {@return `ln(1 + x)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Log1p().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.log1p(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Tensor.ones(x.type()).div(x.plus(1));
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return v.div(inputs.getFirst().plus(1));
  }
}
