package dev.adjoint.nn.loss;

import dev.adjoint.graph.Tensor;

/// Half the sum of squared errors: `loss = ½ Σ (y − t)²`, over all elements and the whole batch.
///
/// Shapes: predictions and targets of one type, f32 or f64; the loss is a scalar. Gradient by the
/// predictions: `y − t`. Source: Bishop, *Pattern Recognition and Machine Learning* (2006), §1.1.
public final class SumOfSquares {
  private SumOfSquares() {}

  /// {@return half the sum of squared errors}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets) {
    return of(predictions, targets, Reduction.SUM);
  }

  /// {@return half the squared errors, summed, averaged, or that of each element}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @param reduction what becomes of the elements
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets, Reduction reduction) {
    Errors.check("SumOfSquares", predictions, targets);
    return reduction.of(predictions.minus(targets).squared().times(0.5));
  }
}
