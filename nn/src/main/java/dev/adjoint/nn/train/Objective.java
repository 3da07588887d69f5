package dev.adjoint.nn.train;

import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Layer;
import java.util.function.BiFunction;

/// What is made small: a scalar function of a model and a batch.
final class Objective {
  private Objective() {}

  /// {@return the loss of a model's predictions}
  static <M extends Layer> BiFunction<M, Batch, Tensor> of(
      BiFunction<Tensor, Tensor, Tensor> loss) {
    return (model, batch) -> loss.apply(model.apply(batch.inputs()), batch.labels());
  }
}
