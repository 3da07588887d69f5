package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;

/// Whether an element is a number, so neither infinite nor NaN, for each element.
///
/// Shape: any. Dtypes: f32 or f64; the output is bool, so it has no gradient.
public record IsFinite() implements Stepwise {
  /// {@return whether `x` is a number, so neither infinite nor NaN}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new IsFinite().on(x);
  }

  @Override
  public double apply(double x) {
    return Double.isFinite(x) ? 1 : 0;
  }

  @Override
  public DType result(DType input) {
    return DType.BOOL;
  }
}
