package dev.adjoint.nn.metric;

import static dev.adjoint.Adjoint.compile;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Layer;
import java.util.function.BiFunction;

/// Counts how well predictions fit labels.
///
/// ```java
/// ConfusionMatrix matrix = ConfusionMatrix.metric(10).of(model, test);
/// ConfusionMatrix sum = metric.of(scores1, labels1).plus(metric.of(scores2, labels2));
/// ```
///
/// @param <T> what is counted
@FunctionalInterface
public interface Metric<T extends Tally<T>> {
  /// {@return the tally of some rows}
  ///
  /// @param predictions what a model says
  /// @param labels what is right, for the same rows
  /// @throws IllegalArgumentException if the types do not fit
  T of(NDArray predictions, NDArray labels);

  /// {@return the tally of a data set, counted in chunks of 1,000 rows}
  ///
  /// @param model the model, which is compiled, in evaluation
  /// @param data the data, of at least one row
  /// @param <M> the type of the model
  /// @throws IllegalArgumentException if the types do not fit, or there are no rows
  default <M extends Layer> T of(M model, Dataset data) {
    return this.<M>compiled().apply(model, data);
  }

  /// The tally of data sets, as above, for many evaluations: a model of a form that was seen
  /// before, such as the next of a training, runs the program that was made for it then.
  ///
  /// @param <M> the type of the models
  /// @return the function from a model and a data set to the tally
  default <M extends Layer> BiFunction<M, Dataset, T> compiled() {
    BiFunction<M, Tensor, Tensor> program = compile((m, x) -> m.apply(x));
    return (model, data) ->
        data.batches(1000).stream()
            .map(batch -> of(program.apply(model, batch.inputs()).value(), batch))
            .reduce(Tally::plus)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "a metric of a %s: there are no rows".formatted(data)));
  }

  private T of(NDArray predictions, Batch batch) {
    return of(predictions, batch.labels().value());
  }
}
