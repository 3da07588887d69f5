package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// The reciprocal, element by element: `y = 1/x`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `−y²`, so −∞ at ±0, and 0 at ±∞. Special
/// values: of ±0 it is ±∞ and the other way round.
public record Reciprocal() implements Elementwise.Unary {
  /// {@return `1/x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Reciprocal().on(x);
  }

  @Override
  public double apply(double x) {
    return 1 / x;
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return y.squared().negate();
  }

  /// In two products: `y²` overflows and underflows before `v y²` does.
  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return v.times(y).times(y).negate();
  }
}
