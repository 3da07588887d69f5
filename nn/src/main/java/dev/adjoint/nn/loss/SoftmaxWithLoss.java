package dev.adjoint.nn.loss;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.LogSoftmax;

/// Cross entropy of the softmax of logits, averaged over the batch: `loss = mean(log Σₖ eᶻₖ − Σₖ tₖ
/// zₖ)`, for one-hot `t` the same as `−mean(log softmax(z)ₗ)` at the label `l`.
///
/// Shapes: logits `[…,classes]`; labels are class indices `i32[…]`, or one-hot rows or other
/// distributions of the type of the logits; the loss is a scalar. Gradient by the logits:
/// `(softmax(z) − t) / batch`.
///
/// Stable by log-sum-exp: no overflow, no digits lost where the softmax saturates. Special values:
/// an index that is no class makes the loss NaN; a logit of −∞ is a class ruled out. Source:
/// Goodfellow, Bengio, Courville, *Deep Learning* (2016), §6.2.2.3.
public final class SoftmaxWithLoss {
  private SoftmaxWithLoss() {}

  /// {@return the mean cross entropy}
  ///
  /// @param logits the scores before the softmax, `[…,classes]`
  /// @param labels class indices or one-hot
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor logits, Tensor labels) {
    return Labels.crossEntropy("SoftmaxWithLoss", logits, labels, LogSoftmax::of);
  }
}
