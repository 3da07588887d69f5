package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;

/// Whether an element is no number, for each element.
///
/// Shape: any. Dtypes: f32 or f64; the output is bool, so it has no gradient.
public record IsNaN() implements Stepwise {
  /// {@return whether `x` is no number}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new IsNaN().on(x);
  }

  @Override
  public double apply(double x) {
    return Double.isNaN(x) ? 1 : 0;
  }

  @Override
  public DType result(DType input) {
    return DType.BOOL;
  }
}
