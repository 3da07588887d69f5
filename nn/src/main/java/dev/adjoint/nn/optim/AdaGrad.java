package dev.adjoint.nn.optim;

import java.util.List;

/// AdaGrad: steps scaled by the sum of all squared gradients, `h ← h + g²`, `w ← w − η g / (√h +
/// ε)`, from `h = 0`.
///
/// Source: Duchi, Hazan, Singer, *Adaptive subgradient methods for online learning and stochastic
/// optimization*, JMLR 12 (2011).
///
/// @param learningRate the step size `η`; a negative one climbs
/// @param epsilon `ε`, which keeps the divisor from 0; outside of the root
public record AdaGrad(double learningRate, double epsilon) implements Optimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public AdaGrad {
    Setting.finite("AdaGrad", "learningRate", learningRate);
    Setting.notNegative("AdaGrad", "epsilon", epsilon);
  }

  /// AdaGrad with ε = 10⁻⁷.
  ///
  /// @param learningRate the step size
  public AdaGrad(double learningRate) {
    this(learningRate, 1e-7);
  }

  @Override
  public <M> State<M> init(M params) {
    return State.of(params, 1);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    M sum =
        Optimizer.map(
            List.of(state.moments().getFirst(), grads), hg -> hg.get(0).plus(hg.get(1).squared()));
    M next =
        Optimizer.map(
            List.of(params, grads, sum),
            pgh ->
                pgh.get(0)
                    .minus(Moments.scaled(pgh.get(1), pgh.get(2), epsilon).times(learningRate)));
    return new Update<>(next, state.next(List.of(sum)));
  }
}
