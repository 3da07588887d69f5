package dev.adjoint.nn.optim;

import java.util.List;

/// Gradient descent: `w ← w − η · g`; stochastic where the gradient is that of a batch.
///
/// Source: Robbins, Monro, *A stochastic approximation method* (1951); Goodfellow, Bengio,
/// Courville, *Deep Learning* (2016), §8.3.1.
///
/// @param learningRate the step size `η`; a negative one climbs
public record Sgd(double learningRate) implements Optimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if the learning rate is not finite
  public Sgd {
    Setting.finite("Sgd", "learningRate", learningRate);
  }

  @Override
  public <M> State<M> init(M params) {
    return State.of(params, 0);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    M next =
        Optimizer.map(List.of(params, grads), pg -> pg.get(0).minus(pg.get(1).times(learningRate)));
    return new Update<>(next, state.next(List.of()));
  }
}
