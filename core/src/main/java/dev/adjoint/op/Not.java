package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Logical negation, element by element: `y = ¬x`.
///
/// Shape: any. Dtype: bool, kept, so there is no gradient.
public record Not() implements Elementwise.Unary {
  /// {@return `¬x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Not().on(x);
  }

  @Override
  public double apply(double x) {
    return x == 0 ? 1 : 0;
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
    return Set.of(DType.BOOL);
  }

  /// `¬¬x` is `x`.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    return x.op() instanceof Not ? Optional.of(x.inputs().getFirst()) : Optional.empty();
  }
}
