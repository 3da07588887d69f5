package dev.adjoint.nn.loss;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Equal;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.OneHot;
import dev.adjoint.op.Where;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;

/// Cross entropy of the softmax of logits, averaged over the batch: `loss = mean(log Σₖ eᶻₖ − Σₖ tₖ
/// zₖ)`, for one-hot `t` the same as `−mean(log softmax(z)ₗ)` at the label `l`.
///
/// Shapes: logits `[…,classes]`; labels are class indices `i32[…]`, or one-hot rows or other
/// distributions of the type of the logits; the loss is a scalar. Gradient by the logits:
/// `(softmax(z) − t) / batch`.
///
/// ```java
/// Training.start(model, SoftmaxWithLoss::of, optimizer)
/// Training.start(model, new SoftmaxWithLoss().withSmoothing(0.1).withIgnored(-1), optimizer)
/// ```
///
/// With smoothing `ε` the labels are `(1 − ε) t + ε / classes`. With weights the term of class `k`
/// is multiplied by `wₖ`; the mean of labels given as indices is then divided by the sum of the
/// weights of the labels, as in PyTorch. Rows whose label is the ignored index count for nothing;
/// the mean of none is NaN.
///
/// Stable by log-sum-exp: no overflow, no digits lost where the softmax saturates. Special values:
/// an index that is no class makes the loss NaN; a logit of −∞ is a class ruled out. Sources:
/// Goodfellow, Bengio, Courville, *Deep Learning* (2016), §6.2.2.3; Szegedy et al., *Rethinking the
/// inception architecture*, CVPR 2016, §7, for smoothing.
///
/// @param smoothing the part `ε` of each label that is spread over all classes, in [0, 1)
/// @param weights a weight for each class; empty for 1 each
/// @param ignored the class index of rows that do not count
/// @param reduction what becomes of the rows
public record SoftmaxWithLoss(
    double smoothing, List<Double> weights, OptionalInt ignored, Reduction reduction)
    implements BinaryOperator<Tensor> {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if the smoothing is out of its range, or a weight negative
  public SoftmaxWithLoss {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "SoftmaxWithLoss with smoothing %s: wants a number in [0, 1)".formatted(smoothing));
    }
    weights = List.copyOf(weights);
    if (!weights.stream().allMatch(w -> w >= 0 && Double.isFinite(w))) {
      throw new IllegalArgumentException(
          "SoftmaxWithLoss with weights %s: wants numbers of at least 0".formatted(weights));
    }
  }

  /// The plain loss, that of [#of].
  public SoftmaxWithLoss() {
    this(0, List.of(), OptionalInt.empty(), Reduction.MEAN);
  }

  /// {@return the same with label smoothing}
  ///
  /// @param value the part of each label that is spread over all classes, in [0, 1)
  public SoftmaxWithLoss withSmoothing(double value) {
    return new SoftmaxWithLoss(value, weights, ignored, reduction);
  }

  /// {@return the same with a weight for each class}
  ///
  /// @param values the weights, at least 0
  public SoftmaxWithLoss withWeights(List<Double> values) {
    return new SoftmaxWithLoss(smoothing, values, ignored, reduction);
  }

  /// {@return the same without the rows of one label}
  ///
  /// @param index the label, such as −1
  public SoftmaxWithLoss withIgnored(int index) {
    return new SoftmaxWithLoss(smoothing, weights, OptionalInt.of(index), reduction);
  }

  /// {@return the same with another reduction}
  ///
  /// @param value what becomes of the rows
  public SoftmaxWithLoss withReduction(Reduction value) {
    return new SoftmaxWithLoss(smoothing, weights, ignored, value);
  }

  /// {@return the mean cross entropy}
  ///
  /// @param logits the scores before the softmax, `[…,classes]`
  /// @param labels class indices or one-hot
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor logits, Tensor labels) {
    return Labels.crossEntropy("SoftmaxWithLoss", logits, labels, LogSoftmax::of);
  }

  /// {@return the cross entropy with these settings}
  ///
  /// @param logits the scores before the softmax, `[…,classes]`
  /// @param labels class indices or one-hot
  /// @throws IllegalArgumentException if the types do not fit
  @Override
  public Tensor apply(Tensor logits, Tensor labels) {
    Labels.check("SoftmaxWithLoss", logits.type(), labels.type());
    int classes = logits.shape().size(-1);
    if (!weights.isEmpty() && weights.size() != classes) {
      throw new IllegalArgumentException(
          "SoftmaxWithLoss of %s with %d weights: wants one for each of %d classes"
              .formatted(logits.type(), weights.size(), classes));
    }
    boolean indices = labels.dtype() == DType.INT32;
    if (ignored.isPresent() && !indices) {
      throw new IllegalArgumentException(
          "SoftmaxWithLoss that ignores index %d was given labels %s: wants class indices i32"
              .formatted(ignored.getAsInt(), labels.type()));
    }
    Tensor t = indices ? OneHot.of(labels, classes, logits.dtype()) : labels;
    Tensor rows = rows(logits, t);
    return indices ? reduced(rows, t, labels) : reduction.of(rows);
  }

  /// The loss of each row, for distributions. A term whose label is 0 does not matter, be the
  /// logarithm infinite.
  private Tensor rows(Tensor logits, Tensor t) {
    double spread = smoothing / logits.shape().size(-1);
    Tensor smooth = smoothing == 0 ? t : t.times(1 - smoothing).plus(spread);
    Tensor zero = Tensor.zeros(t.type());
    Tensor terms =
        Where.of(Equal.of(smooth, zero), zero, smooth.times(LogSoftmax.of(logits)).negate());
    return (weights.isEmpty() ? terms : terms.times(weights(t.type()))).sum(-1);
  }

  private Tensor weights(TensorType type) {
    double[] numbers = weights.stream().mapToDouble(w -> w).toArray();
    return Tensor.vector(numbers).cast(type.dtype());
  }

  private Tensor reduced(Tensor rows, Tensor oneHot, Tensor labels) {
    Tensor zero = Tensor.zeros(rows.type());
    Tensor nan = Tensor.full(rows.type(), Double.NaN);
    Tensor isClass = Labels.isClass(labels, oneHot.shape().size(-1));
    Tensor share =
        weights.isEmpty() ? Tensor.ones(rows.type()) : oneHot.times(weights(oneHot.type())).sum(-1);
    Tensor valid = Where.of(isClass, rows, nan);
    if (ignored.isPresent()) {
      Tensor isIgnored = Equal.of(labels, Tensor.full(labels.type(), ignored.getAsInt()));
      valid = Where.of(isIgnored, zero, valid);
      share = Where.of(isIgnored, zero, share);
    }
    return reduction == Reduction.MEAN ? valid.sum().div(share.sum()) : reduction.of(valid);
  }
}
