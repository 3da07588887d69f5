package dev.adjoint.nn.loss;

import dev.adjoint.graph.Tensor;

/// Mean of the absolute errors: `loss = mean(|y − t|)`, over all elements and the whole batch.
///
/// Shapes: predictions and targets of one type, f32 or f64; the loss is a scalar, or of their shape
/// where nothing is reduced. Gradient by the predictions: `sign(y − t) / count`, 0 where they are
/// equal. Source: Hastie, Tibshirani, Friedman, *The Elements of Statistical Learning*, 2nd ed.
/// (2009), §10.6.
public final class MeanAbsoluteError {
  private MeanAbsoluteError() {}

  /// {@return the mean absolute error}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets) {
    return of(predictions, targets, Reduction.MEAN);
  }

  /// {@return the mean absolute error, or its sum, or that of each element}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @param reduction what becomes of the elements
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets, Reduction reduction) {
    Errors.check("MeanAbsoluteError", predictions, targets);
    return reduction.of(each(predictions, targets));
  }

  private static Tensor each(Tensor y, Tensor t) {
    return y.minus(t).abs();
  }
}
