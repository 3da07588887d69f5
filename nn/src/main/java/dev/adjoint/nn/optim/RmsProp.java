package dev.adjoint.nn.optim;

import java.util.List;

/// RMSProp: steps scaled by a running mean of squared gradients, `h ← ρ h + (1 − ρ) g²`, `w ← w − η
/// g / (√h + ε)`, from `h = 0`.
///
/// Source: Tieleman, Hinton, *Neural networks for machine learning*, lecture 6.5 (2012).
///
/// @param learningRate the step size `η`; a negative one climbs
/// @param decay the part `ρ` of the mean that is kept, in [0, 1)
/// @param epsilon `ε`, which keeps the divisor from 0; outside of the root
public record RmsProp(double learningRate, double decay, double epsilon) implements Optimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public RmsProp {
    Setting.finite("RmsProp", "learningRate", learningRate);
    Setting.fraction("RmsProp", "decay", decay);
    Setting.notNegative("RmsProp", "epsilon", epsilon);
  }

  /// RMSProp with ρ = 0.99 and ε = 10⁻⁷.
  ///
  /// @param learningRate the step size
  public RmsProp(double learningRate) {
    this(learningRate, 0.99, 1e-7);
  }

  @Override
  public <M> State<M> init(M params) {
    return State.of(params, 1);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    M square =
        Optimizer.map(
            List.of(state.moments().getFirst(), grads),
            hg -> hg.get(0).times(decay).plus(hg.get(1).squared().times(1 - decay)));
    M next =
        Optimizer.map(
            List.of(params, grads, square),
            pgh ->
                pgh.get(0)
                    .minus(Moments.scaled(pgh.get(1), pgh.get(2), epsilon).times(learningRate)));
    return new Update<>(next, state.next(List.of(square)));
  }
}
