package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;

/// Whether an element is +∞ or −∞, for each element.
///
/// Shape: any. Dtypes: f32 or f64; the output is bool, so it has no gradient.
public record IsInf() implements Stepwise {
  /// {@return whether `x` is +∞ or −∞}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new IsInf().on(x);
  }

  @Override
  public double apply(double x) {
    return Double.isInfinite(x) ? 1 : 0;
  }

  @Override
  public DType result(DType input) {
    return DType.BOOL;
  }
}
