package dev.adjoint.nn.train;

import static dev.adjoint.Adjoint.compile;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.op.ArgMax;
import dev.adjoint.op.Equal;
import dev.adjoint.op.Greater;
import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;

/// The part of a data set's rows that a model gets right, from 0 to 1.
///
/// ```java
/// IO.println(Accuracy.of(model, test));                                   // once
/// ToDoubleBiFunction<Sequential, Dataset> accuracy = Accuracy.compiled(); // after each epoch
/// IO.println(accuracy.applyAsDouble(training.model(), test));
/// ```
public final class Accuracy {
  private Accuracy() {}

  /// The accuracy of a classifier: its largest score is at the label. Of equal scores the first
  /// counts; NaN is larger than any number.
  ///
  /// @param model a model whose output is `[rows,classes]`, of at least two classes
  /// @param dataset the data; labels are class indices `i32[rows]`, or one-hot of the type of the
  ///   output
  /// @param <M> the type of the model
  /// @return the part that is right
  /// @throws IllegalArgumentException if types do not fit, or there are no rows
  public static <M extends Layer> double of(M model, Dataset dataset) {
    return Accuracy.<M>compiled().applyAsDouble(model, dataset);
  }

  /// The accuracy of classifiers, as [#of], for many evaluations: a model of a form that was seen
  /// before, such as the next of a training, runs the program that was made for it then.
  ///
  /// @param <M> the type of the models
  /// @return the function from a model and a data set to the part that is right
  public static <M extends Layer> ToDoubleBiFunction<M, Dataset> compiled() {
    return mean(Accuracy::hits);
  }

  /// The accuracy of a model that says yes or no: it says yes where the label does.
  ///
  /// @param model a model whose output has the type of the labels
  /// @param dataset the data; labels 0 and 1, of any shape (above ½ is a yes)
  /// @param threshold which scores are a yes, those above; 0.5 for probabilities
  /// @param <M> the type of the model
  /// @return the part of all labels that is right
  /// @throws IllegalArgumentException if types do not fit, or there are no rows
  public static <M extends Layer> double binary(M model, Dataset dataset, double threshold) {
    return Accuracy.<M>compiledBinary(threshold).applyAsDouble(model, dataset);
  }

  /// The accuracy of models that say yes or no, as [#binary], for many evaluations; see
  /// [#compiled].
  ///
  /// @param threshold which scores are a yes, those above; 0.5 for probabilities
  /// @param <M> the type of the models
  /// @return the function from a model and a data set to the part that is right
  public static <M extends Layer> ToDoubleBiFunction<M, Dataset> compiledBinary(double threshold) {
    return mean((scores, labels) -> agreement(scores, labels, threshold));
  }

  private static <M extends Layer> ToDoubleBiFunction<M, Dataset> mean(
      BiFunction<Tensor, Tensor, Tensor> hits) {
    BiFunction<M, Batch, Tensor> rate =
        (m, batch) ->
            hits.apply(m.apply(batch.inputs()), batch.labels()).cast(DType.FLOAT64).mean();
    BiFunction<M, Batch, Tensor> program = compile(rate);
    return (model, dataset) ->
        Chunks.mean(dataset, batch -> program.apply(model, batch).value().item());
  }

  private static Tensor hits(Tensor scores, Tensor labels) {
    check(scores.type(), labels.type());
    Tensor wanted = labels.dtype() == DType.INT32 ? labels : ArgMax.of(labels, -1);
    return Equal.of(ArgMax.of(scores, -1), wanted);
  }

  private static void check(TensorType scores, TensorType labels) {
    if (scores.rank() != 2 || scores.shape().size(1) < 2) {
      throw new IllegalArgumentException(
          "accuracy of scores %s: wants [rows,classes] of at least two classes; for one score per row there is Accuracy.binary"
              .formatted(scores));
    }
    TensorType indices = TensorType.i32(scores.shape().size(0));
    if (!labels.equals(indices) && !labels.equals(scores)) {
      throw new IllegalArgumentException(
          "accuracy of scores %s and labels %s: labels are class indices %s or one-hot %s"
              .formatted(scores, labels, indices, scores));
    }
  }

  private static Tensor agreement(Tensor scores, Tensor labels, double threshold) {
    if (!scores.type().equals(labels.type())) {
      throw new IllegalArgumentException(
          "binary accuracy of scores %s and labels %s: they must be of one type"
              .formatted(scores.type(), labels.type()));
    }
    Tensor bar = Tensor.full(scores.type(), threshold);
    Tensor half = Tensor.full(labels.type(), 0.5);
    return Equal.of(Greater.of(scores, bar), Greater.of(labels, half));
  }
}
