package dev.adjoint.nn.loss;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Maximum;

/// Cross entropy of probabilities, averaged over the batch: `loss = −mean(Σₖ tₖ · log yₖ)`.
///
/// Shapes: probabilities `[…,classes]`; labels are class indices `i32[…]`, or one-hot rows or other
/// distributions of the type of the probabilities; the loss is a scalar. Gradient by the
/// probabilities: `−t / (y · batch)`.
///
/// Prefer [SoftmaxWithLoss] where the probabilities are a softmax: it loses no digits. Special
/// values: an index that is no class makes the loss NaN. Source: Goodfellow, Bengio, Courville,
/// *Deep Learning* (2016), §3.13.
public final class CrossEntropy {
  private CrossEntropy() {}

  /// The cross entropy with `log max(y, ε)`, where `ε` is the least normal number of the dtype
  /// (10⁻³⁸ or 10⁻³⁰⁸): exact wherever `y ≥ ε`, finite where `y` has become 0, with gradient 0
  /// there.
  ///
  /// @param probabilities the probabilities, `[…,classes]`
  /// @param labels class indices or one-hot
  /// @return the mean cross entropy
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor probabilities, Tensor labels) {
    return of(probabilities, labels, Reduction.MEAN);
  }

  /// The same, averaged, summed, or of each row.
  ///
  /// @param probabilities the probabilities, `[…,classes]`
  /// @param labels class indices or one-hot
  /// @param reduction what becomes of the rows
  /// @return the cross entropy
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor probabilities, Tensor labels, Reduction reduction) {
    return reduction.of(
        Labels.rows("CrossEntropy", probabilities, labels, y -> Maximum.of(y, least(y)).log()));
  }

  /// The cross entropy with `log(y + ε)`, as in *Deep Learning from Scratch* (Saito, 2016), §4.2.2,
  /// where `ε` is 10⁻⁷. It is off by `ε / y`, and below 0 where `y` is 1.
  ///
  /// @param probabilities the probabilities, `[…,classes]`
  /// @param labels class indices or one-hot
  /// @param epsilon what is added to each probability
  /// @return the mean cross entropy
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor probabilities, Tensor labels, double epsilon) {
    return Labels.crossEntropy("CrossEntropy", probabilities, labels, y -> y.plus(epsilon).log());
  }

  private static Tensor least(Tensor y) {
    double least = y.dtype() == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    return Tensor.full(y.type(), least);
  }
}
