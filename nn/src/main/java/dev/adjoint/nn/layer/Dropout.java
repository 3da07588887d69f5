package dev.adjoint.nn.layer;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Bernoulli;
import dev.adjoint.op.Where;

/// Dropout: in training each element is set to zero with probability `rate`, for each example and
/// step anew.
///
/// Inverted (the default): what is left is divided by `1 − rate`, so that the mean is kept, and
/// evaluation is the identity. The variant of the original paper and of *Deep Learning from
/// Scratch*: what is left stays as it is, and evaluation multiplies by `1 − rate`.
///
/// Shape: any; dtype f32 or f64, kept. Gradient: that of what was left. Sources: Srivastava et al.,
/// *Dropout: a simple way to prevent neural networks from overfitting*, JMLR 15 (2014), §4 and §10;
/// Saito, *Deep Learning from Scratch* (2016), §6.4.3.
///
/// @param rate the probability, in [0, 1)
/// @param inverted whether the scale is applied in training rather than in evaluation
public record Dropout(double rate, boolean inverted) implements ModalLayer {
  /// Checks the rate.
  ///
  /// @throws IllegalArgumentException if it is not in [0, 1)
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "dropout of rate %s: the rate is a probability in [0, 1)".formatted(rate));
    }
  }

  /// Inverted dropout.
  ///
  /// @param rate the probability, in [0, 1)
  public Dropout(double rate) {
    this(rate, true);
  }

  /// {@return the input, some of it dropped in training}
  ///
  /// @param x the input, f32 or f64
  /// @param pass the mode, and in training a key
  /// @throws IllegalArgumentException if the dtype is another
  /// @throws IllegalStateException in training, if the pass has no key
  @Override
  public Tensor apply(Tensor x, Pass pass) {
    if (!x.type().isFloating()) {
      throw new IllegalArgumentException("dropout of %s: wants f32 or f64".formatted(x.type()));
    }
    if (!pass.isTraining()) {
      return inverted ? x : x.times(1 - rate);
    }
    Tensor kept = Bernoulli.of(pass.key(), Tensor.full(x.type(), 1 - rate));
    Tensor scaled = inverted ? x.div(1 - rate) : x;
    return Where.of(kept, scaled, Tensor.zeros(x.type()));
  }
}
