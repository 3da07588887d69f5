package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Every bit turned over, element by element: `y = ~x = −x − 1`.
///
/// Shape: any. Dtype: i32, kept, so there is no gradient.
public record BitNot() implements Stepwise {
  /// {@return `~x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new BitNot().on(x);
  }

  @Override
  public double apply(double x) {
    return -x - 1;
  }

  @Override
  public Set<DType> domain() {
    return Set.of(DType.INT32);
  }

  /// `~~x` is `x`.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    return x.op() instanceof BitNot ? Optional.of(x.inputs().getFirst()) : Optional.empty();
  }
}
