package dev.adjoint.nn.train;

import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import java.util.function.ToDoubleFunction;

/// Evaluation of a data set in chunks, large enough to be fast and small enough for memory.
final class Chunks {
  private static final int ROWS = 1000;

  private Chunks() {}

  /// {@return the mean of a mean over rows}
  static double mean(Dataset dataset, ToDoubleFunction<Batch> ofChunk) {
    if (dataset.size() == 0) {
      throw new IllegalArgumentException(
          "evaluation on a %s: there are no rows to average over".formatted(dataset));
    }
    double sum = 0;
    for (Batch chunk : dataset.batches(ROWS)) {
      sum += ofChunk.applyAsDouble(chunk) * chunk.size();
    }
    return sum / dataset.size();
  }
}
