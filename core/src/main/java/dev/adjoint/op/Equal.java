package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;
import java.util.Set;

/// Comparison of two tensors, element by element: whether `a = b`.
///
/// Shapes: broadcast. Dtypes: any, both the same; the output is bool, so it has no gradient.
/// Special values: NaN equals nothing, `−0 = +0`.
public record Equal() implements Relation {
  /// {@return whether `a = b`}
  ///
  /// @param a the first operand
  /// @param b the second operand
  public static Tensor of(Tensor a, Tensor b) {
    return new Equal().on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    return a == b ? 1 : 0;
  }

  @Override
  public Set<DType> domain() {
    return Set.of(DType.values());
  }
}
