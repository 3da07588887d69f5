package dev.adjoint.nn.train;

import dev.adjoint.array.DType;
import dev.adjoint.check.NumberReport;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import java.util.Arrays;
import java.util.IntSummaryStatistics;

/// A training that has made a NaN or an infinity. The message names the step, and the op that made
/// it out of good numbers, with the line of the program that the op comes from.
public final class DivergenceException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  /// The number of the step, from 1.
  private final long step;

  DivergenceException(int epoch, long step, double loss, Batch batch, NumberReport report) {
    super(
        "training broke in epoch %d at step %d, with loss %s: %s%s"
            .formatted(epoch, step, loss, report, hint(batch.labels())));
    this.step = step;
  }

  /// The mistake that is made most.
  private static String hint(Tensor labels) {
    if (labels.dtype() != DType.INT32 || labels.type().count() == 0) {
      return "";
    }
    IntSummaryStatistics range = Arrays.stream(labels.value().toIntArray()).summaryStatistics();
    return "%nthe labels of the batch are class indices from %d to %d; a model has a score for each class from 0 on, and a label without a score gives NaN"
        .formatted(range.getMin(), range.getMax());
  }

  /// {@return the number of the step that made it, from 1}
  public long step() {
    return step;
  }
}
