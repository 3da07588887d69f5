package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Logical or of two tensors, element by element: `y = a ∨ b`, whether at least one is true.
///
/// Shapes: broadcast. Dtype: bool, kept, so there is no gradient.
public record Or() implements Relation {
  /// {@return `a ∨ b`}
  ///
  /// @param a the first operand
  /// @param b the second operand
  public static Tensor of(Tensor a, Tensor b) {
    return new Or().on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    return a != 0 || b != 0 ? 1 : 0;
  }

  @Override
  public Set<DType> domain() {
    return Set.of(DType.BOOL);
  }

  /// `x ∨ false` is `x`, `x ∨ true` is true, `x ∨ x` is `x`.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    return one(inputs.get(0), inputs.get(1)).or(() -> one(inputs.get(1), inputs.get(0)));
  }

  private static Optional<Tensor> one(Tensor x, Tensor other) {
    if (x == other || other.isAll(0)) {
      return Optional.of(x);
    }
    return other.isAll(1) ? Optional.of(other) : Optional.empty();
  }
}
