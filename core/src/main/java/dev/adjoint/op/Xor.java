package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Exclusive or of two tensors, element by element: `y = a ⊻ b`, whether just one is true.
///
/// Shapes: broadcast. Dtype: bool, kept, so there is no gradient.
public record Xor() implements Relation {
  /// {@return `a ⊻ b`}
  ///
  /// @param a the first operand
  /// @param b the second operand
  public static Tensor of(Tensor a, Tensor b) {
    return new Xor().on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    return a != 0 ^ b != 0 ? 1 : 0;
  }

  @Override
  public Set<DType> domain() {
    return Set.of(DType.BOOL);
  }

  /// `x ⊻ false` is `x`.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor a = inputs.get(0);
    Tensor b = inputs.get(1);
    if (b.isAll(0)) {
      return Optional.of(a);
    }
    return a.isAll(0) ? Optional.of(b) : Optional.empty();
  }
}
