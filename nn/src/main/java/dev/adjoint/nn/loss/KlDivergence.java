package dev.adjoint.nn.loss;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Equal;
import dev.adjoint.op.Where;

/// Kullback–Leibler divergence of distributions from targets: `Σₖ tₖ (log tₖ − log yₖ)` over the
/// last axis, averaged over the others; predictions are given as logarithms `log y`, such as
/// `LogSoftmax::of` gives.
///
/// Shapes: log probabilities and target probabilities of one type, f32 or f64, `[…,classes]`; the
/// loss is a scalar, or `[…]` where nothing is reduced. Gradient by the log probabilities: `−t /
/// batch`. Special values: where `t` is 0 the term is 0. Source: Kullback, Leibler, *On information
/// and sufficiency* (1951); Goodfellow, Bengio, Courville, *Deep Learning* (2016), §3.13.
public final class KlDivergence {
  private KlDivergence() {}

  /// {@return the divergence, summed over the last axis}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets) {
    return of(predictions, targets, Reduction.MEAN);
  }

  /// {@return the divergence, summed over the last axis, or its sum, or that of each element}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @param reduction what becomes of the elements
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets, Reduction reduction) {
    Errors.check("KlDivergence", predictions, targets);
    return reduction.of(each(predictions, targets));
  }

  private static Tensor each(Tensor y, Tensor t) {
    Tensor zero = Tensor.zeros(t.type());
    Tensor one = Tensor.ones(t.type());
    Tensor none = Equal.of(t, zero);
    Tensor logs = Where.of(none, one, t).log();
    return Where.of(none, zero, t.times(logs.minus(y))).sum(-1);
  }
}
