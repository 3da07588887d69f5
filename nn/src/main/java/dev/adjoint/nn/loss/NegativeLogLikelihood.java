package dev.adjoint.nn.loss;

import dev.adjoint.graph.Tensor;

/// Negative log likelihood of labels, for a model that gives log probabilities: `loss = −mean(log
/// pₗ)` at the label `l`.
///
/// Shapes: log probabilities `[…,classes]`, such as `LogSoftmax::of` gives; labels are class
/// indices `i32[…]`, or one-hot rows or other distributions of the type of the log probabilities;
/// the loss is a scalar. Gradient by the log probabilities: `−t / batch`. Special values: an index
/// that is no class makes the loss NaN. Source: Goodfellow, Bengio, Courville, *Deep Learning*
/// (2016), §5.5.
public final class NegativeLogLikelihood {
  private NegativeLogLikelihood() {}

  /// {@return the mean negative log likelihood}
  ///
  /// @param logs log probabilities, `[…,classes]`
  /// @param labels class indices or one-hot
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor logs, Tensor labels) {
    return of(logs, labels, Reduction.MEAN);
  }

  /// {@return the negative log likelihood, averaged, summed, or that of each row}
  ///
  /// @param logs log probabilities, `[…,classes]`
  /// @param labels class indices or one-hot
  /// @param reduction what becomes of the rows
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor logs, Tensor labels, Reduction reduction) {
    return reduction.of(Labels.rows("NegativeLogLikelihood", logs, labels, y -> y));
  }
}
