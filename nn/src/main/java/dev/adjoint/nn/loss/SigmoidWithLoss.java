package dev.adjoint.nn.loss;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Softplus;

/// Binary cross entropy of the sigmoid of logits: `loss = mean(−t log σ(z) − (1 − t) log(1 −
/// σ(z)))`, computed as `max(z, 0) − z t + log(1 + e^−|z|)`.
///
/// Shapes: logits and targets of one type, f32 or f64, targets from 0 to 1; the loss is a scalar,
/// or of their shape where nothing is reduced. Gradient by the logits: `(σ(z) − t) / count`.
///
/// Stable: no overflow, no digits lost where the sigmoid saturates. Source: Goodfellow, Bengio,
/// Courville, *Deep Learning* (2016), §6.2.2.2.
public final class SigmoidWithLoss {
  private SigmoidWithLoss() {}

  /// {@return the mean cross entropy}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets) {
    return of(predictions, targets, Reduction.MEAN);
  }

  /// {@return the mean cross entropy, or its sum, or that of each element}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @param reduction what becomes of the elements
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets, Reduction reduction) {
    Errors.check("SigmoidWithLoss", predictions, targets);
    return reduction.of(each(predictions, targets));
  }

  private static Tensor each(Tensor y, Tensor t) {
    return Softplus.of(y).minus(y.times(t));
  }
}
