package dev.adjoint.nn.loss;

import dev.adjoint.graph.Tensor;

/// Mean of the squared errors: `loss = mean((y − t)²)`, over all elements and the whole batch.
///
/// Shapes: predictions and targets of one type, f32 or f64; the loss is a scalar, or of their shape
/// where nothing is reduced. Gradient by the predictions: `2 (y − t) / count`. Source: Goodfellow,
/// Bengio, Courville, *Deep Learning* (2016), §5.1.4.
public final class MeanSquaredError {
  private MeanSquaredError() {}

  /// {@return the mean squared error}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets) {
    return of(predictions, targets, Reduction.MEAN);
  }

  /// {@return the mean squared error, or its sum, or that of each element}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @param reduction what becomes of the elements
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets, Reduction reduction) {
    Errors.check("MeanSquaredError", predictions, targets);
    return reduction.of(each(predictions, targets));
  }

  private static Tensor each(Tensor y, Tensor t) {
    return y.minus(t).squared();
  }
}
