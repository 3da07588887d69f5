package dev.adjoint.op;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// What `Max` and `Min` share: there is none of nothing, and ties share the cotangent equally.
interface Extremum extends Reduction {
  @Override
  default List<TensorType> types(List<TensorType> inputs) {
    List<TensorType> types = Reduction.super.types(inputs);
    TypeRule.foldsSomething(this, inputs.getFirst(), axes());
    return types;
  }

  /// Chooses the winners instead of multiplying by 0 and 1, which would make NaN of an infinite
  /// cotangent.
  @Override
  default Tensor pullback(Tensor x, Tensor y, Tensor yBar) {
    Shape kept = x.shape().withOnes(axes());
    Tensor winners = Equal.of(x, y.reshape(kept.toArray()));
    Tensor ties = new Sum(axes()).on(winners.cast(x.dtype()));
    Tensor share = yBar.div(ties).reshape(kept.toArray());
    return Where.of(winners, share, Tensor.zeros(x.type()));
  }

  /// Over no axes it is the tensor itself.
  @Override
  default Optional<Tensor> simplify(List<Tensor> inputs) {
    return axes().isEmpty() ? Optional.of(inputs.getFirst()) : Optional.empty();
  }
}
