package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Set;

/// The sign, element by element: −1, 0 or 1.
///
/// Shape: any. Dtypes: f32, f64 or i32, kept. Derivative: 0, also at the jump. Special values:
/// keeps ±0 and NaN, as [Math#signum(double)].
public record Sign() implements Elementwise.Unary {
  /// {@return the sign of `x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Sign().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.signum(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Tensor.zeros(x.type());
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return Tensor.zeros(v.type());
  }

  @Override
  public Set<DType> domain() {
    return NUMERIC;
  }
}
