package dev.adjoint.nn.optim;

import java.util.List;

/// Nesterov's accelerated gradient: `v ← μ · v − η · g`, `w ← w + μ · v − η · g`, from `v = 0`: the
/// gradient is taken as if it were that at the place where the velocity leads.
///
/// Source: Nesterov, *A method of solving a convex programming problem with convergence rate
/// O(1/k²)* (1983); in this form Bengio, Boulanger-Lewandowski, Pascanu, *Advances in optimizing
/// recurrent networks* (2013), §3.5.
///
/// @param learningRate the step size `η`; a negative one climbs
/// @param momentum the part `μ` of the velocity that is kept, in [0, 1)
public record Nesterov(double learningRate, double momentum) implements Optimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Nesterov {
    Setting.finite("Nesterov", "learningRate", learningRate);
    Setting.fraction("Nesterov", "momentum", momentum);
  }

  /// Nesterov's gradient with 0.9 of the velocity kept.
  ///
  /// @param learningRate the step size
  public Nesterov(double learningRate) {
    this(learningRate, 0.9);
  }

  @Override
  public <M> State<M> init(M params) {
    return State.of(params, 1);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    M velocity = Moments.velocity(state, grads, momentum, learningRate);
    M next =
        Optimizer.map(
            List.of(params, velocity, grads),
            pvg ->
                pvg.get(0).plus(pvg.get(1).times(momentum)).minus(pvg.get(2).times(learningRate)));
    return new Update<>(next, state.next(List.of(velocity)));
  }
}
