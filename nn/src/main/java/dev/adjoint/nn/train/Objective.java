package dev.adjoint.nn.train;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.ModalLayer;
import dev.adjoint.nn.layer.Pass;
import java.util.Map;
import java.util.function.BiFunction;

/// What is made small: a scalar function of a model and a batch, in training or in evaluation.
///
/// ```java
/// Objective<Net> penalized =
///     (net, batch, pass) ->
///         SoftmaxWithLoss.of(net.apply(batch.inputs(), pass), batch.labels())
///             .plus(Penalty.l2(net, ".*weight").times(1e-4));
/// ```
///
/// @param <M> the type of the model
@FunctionalInterface
public interface Objective<M> {
  /// {@return the number to be made small, a scalar}
  ///
  /// @param model the model
  /// @param batch the batch
  /// @param pass the mode; to be handed on to the model, as in `model.apply(batch.inputs(), pass)`
  Tensor apply(M model, Batch batch, Pass pass);

  /// {@return the loss of a model's predictions}
  ///
  /// @param loss a scalar function of predictions and labels, such as `SoftmaxWithLoss::of`
  /// @param <M> the type of the model
  static <M extends Layer> Objective<M> of(BiFunction<Tensor, Tensor, Tensor> loss) {
    return (model, batch, pass) -> loss.apply(model.apply(batch.inputs(), pass), batch.labels());
  }

  /// {@return the same in evaluation: a function of model and batch alone}
  default BiFunction<M, Batch, Tensor> evaluation() {
    return (model, batch) -> apply(model, batch, Pass.evaluation());
  }

  /// {@return a function without a mode as an objective}
  ///
  /// @param model the model that will be trained
  /// @param function from model and batch to the number to be made small
  /// @param <M> the type of the model
  /// @throws IllegalArgumentException if the model has layers that would not learn of the mode
  static <M> Objective<M> withoutMode(M model, BiFunction<M, Batch, Tensor> function) {
    Map<String, ModalLayer> modal = Tree.parts(model, ModalLayer.class);
    if (!modal.isEmpty()) {
      Map.Entry<String, ModalLayer> first = modal.entrySet().iterator().next();
      throw new IllegalArgumentException(
          "training by an objective (model, batch) of a model that holds a %s, %s, which differs in training: write it (model, batch, pass), and hand the pass on as in model.apply(batch.inputs(), pass)"
              .formatted(first.getValue().getClass().getSimpleName(), first.getKey()));
    }
    return (m, batch, pass) -> function.apply(m, batch);
  }
}
