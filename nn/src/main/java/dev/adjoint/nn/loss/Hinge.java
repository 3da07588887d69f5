package dev.adjoint.nn.loss;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Relu;

/// Hinge loss: `loss = mean(max(0, 1 − t y))` for scores `y` and signs `t` of −1 or 1.
///
/// Shapes: scores and signs of one type, f32 or f64; the loss is a scalar, or of their shape where
/// nothing is reduced. Gradient by the scores: `−t / count` where `t y < 1`, else 0. Source:
/// Hastie, Tibshirani, Friedman, *The Elements of Statistical Learning*, 2nd ed. (2009), §12.3.2.
public final class Hinge {
  private Hinge() {}

  /// {@return the mean hinge loss}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets) {
    return of(predictions, targets, Reduction.MEAN);
  }

  /// {@return the mean hinge loss, or its sum, or that of each element}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @param reduction what becomes of the elements
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets, Reduction reduction) {
    Errors.check("Hinge", predictions, targets);
    return reduction.of(each(predictions, targets));
  }

  private static Tensor each(Tensor y, Tensor t) {
    return Relu.of(Tensor.ones(y.type()).minus(t.times(y)));
  }
}
