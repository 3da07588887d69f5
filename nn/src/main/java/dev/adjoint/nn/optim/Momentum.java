package dev.adjoint.nn.optim;

import java.util.List;

/// Gradient descent with momentum: `v ← μ · v − η · g`, `w ← w + v`, from `v = 0`.
///
/// Source: Polyak, *Some methods of speeding up the convergence of iteration methods* (1964); in
/// this form Goodfellow, Bengio, Courville, *Deep Learning* (2016), §8.3.2.
///
/// @param learningRate the step size `η`; a negative one climbs
/// @param momentum the part `μ` of the velocity that is kept, in [0, 1)
public record Momentum(double learningRate, double momentum) implements Optimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Momentum {
    Setting.finite("Momentum", "learningRate", learningRate);
    Setting.fraction("Momentum", "momentum", momentum);
  }

  /// Momentum that keeps 0.9 of the velocity.
  ///
  /// @param learningRate the step size
  public Momentum(double learningRate) {
    this(learningRate, 0.9);
  }

  @Override
  public <M> State<M> init(M params) {
    return State.of(params, 1);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    M velocity = Moments.velocity(state, grads, momentum, learningRate);
    M next = Optimizer.map(List.of(params, velocity), pv -> pv.get(0).plus(pv.get(1)));
    return new Update<>(next, state.next(List.of(velocity)));
  }
}
