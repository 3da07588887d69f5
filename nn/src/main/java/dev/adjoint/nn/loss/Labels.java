package dev.adjoint.nn.loss;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.And;
import dev.adjoint.op.Equal;
import dev.adjoint.op.GreaterEqual;
import dev.adjoint.op.Less;
import dev.adjoint.op.Where;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// The cross entropy between labels and a model's log probabilities, of the shape `[…,classes]`.
final class Labels {
  private Labels() {}

  /// The mean of `−log p` at the labels: `−log pₗ` for a class index `l`, `−Σₖ tₖ · log pₖ` for a
  /// one-hot row or another distribution `t`. Where `t` is 0, or the index another, a probability
  /// does not matter, be its logarithm infinite. An index that is no class gives NaN.
  ///
  /// @param loss the name of the loss, for the message
  /// @param scores what the model says, `[…,classes]`
  /// @param labels class indices `i32[…]`, or distributions of the type of the scores
  /// @param log from the scores to log probabilities, of the same type
  /// @throws IllegalArgumentException if the types do not fit
  static Tensor crossEntropy(String loss, Tensor scores, Tensor labels, UnaryOperator<Tensor> log) {
    return rows(loss, scores, labels, log).mean();
  }

  /// The same for each row, `[…]`.
  static Tensor rows(String loss, Tensor scores, Tensor labels, UnaryOperator<Tensor> log) {
    check(loss, scores.type(), labels.type());
    Tensor logs = log.apply(scores);
    Tensor picked = labels.dtype() == DType.INT32 ? byIndex(logs, labels) : byWeight(logs, labels);
    return picked.negate();
  }

  private static Tensor byWeight(Tensor logs, Tensor t) {
    Tensor zero = Tensor.zeros(logs.type());
    return Where.of(Equal.of(t, zero), zero, t.times(logs)).sum(-1);
  }

  private static Tensor byIndex(Tensor logs, Tensor labels) {
    int classes = logs.shape().size(-1);
    Tensor column = labels.reshape(logs.shape().withOnes(List.of(labels.shape().rank())).toArray());
    Tensor numbers = Tensor.constant(NDArray.of(IntStream.range(0, classes).toArray()));
    Tensor picked = Where.of(Equal.of(column, numbers), logs, Tensor.zeros(logs.type())).sum(-1);
    return Where.of(isClass(labels, classes), picked, Tensor.full(picked.type(), Double.NaN));
  }

  static Tensor isClass(Tensor labels, int classes) {
    TensorType type = labels.type();
    return And.of(
        GreaterEqual.of(labels, Tensor.zeros(type)), Less.of(labels, Tensor.full(type, classes)));
  }

  static void check(String loss, TensorType scores, TensorType labels) {
    if (!scores.isFloating() || scores.rank() == 0) {
      throw new IllegalArgumentException(
          "%s of %s and %s: scores are f32[…,classes] or f64[…,classes]"
              .formatted(loss, scores, labels));
    }
    Shape rows = scores.shape().without(List.of(scores.rank() - 1));
    var indices = new TensorType(DType.INT32, rows);
    if (!labels.equals(indices) && !labels.equals(scores)) {
      throw new IllegalArgumentException(
          "%s of %s and %s: labels are class indices %s or one-hot %s"
              .formatted(loss, scores, labels, indices, scores));
    }
  }
}
