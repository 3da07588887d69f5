package dev.adjoint.nn.optim;

import java.util.List;

/// Adam with decoupled weight decay: the step of [Adam], and each parameter shrunk by itself,
///
/// ```
/// m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)
/// v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)
/// w ← w − η (m̂ / (√v̂ + ε) + λ w)
/// ```
///
/// Source: Loshchilov, Hutter, *Decoupled weight decay regularization*, ICLR 2019, algorithm 2,
/// with the decay scaled by the learning rate.
///
/// @param learningRate the step size `η`; a negative one climbs
/// @param beta1 the part `β₁` of the mean that is kept, in [0, 1)
/// @param beta2 the part `β₂` of the mean square that is kept, in [0, 1)
/// @param epsilon `ε`, which keeps the divisor from 0; outside of the root
/// @param weightDecay the decay `λ`
public record AdamW(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public AdamW {
    Setting.finite("AdamW", "learningRate", learningRate);
    Setting.fraction("AdamW", "beta1", beta1);
    Setting.fraction("AdamW", "beta2", beta2);
    Setting.notNegative("AdamW", "epsilon", epsilon);
    Setting.notNegative("AdamW", "weightDecay", weightDecay);
  }

  /// AdamW with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
  ///
  /// @param learningRate the step size
  /// @param weightDecay the decay; 0.01 is usual
  public AdamW(double learningRate, double weightDecay) {
    this(learningRate, 0.9, 0.999, 1e-8, weightDecay);
  }

  @Override
  public <M> State<M> init(M params) {
    return State.of(params, 2);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    Update<M> step = new Adam(learningRate, beta1, beta2, epsilon).update(grads, state, params);
    M next =
        Optimizer.map(
            List.of(step.params(), params),
            sp -> sp.get(0).minus(sp.get(1).times(learningRate * weightDecay)));
    return new Update<>(next, step.state());
  }
}
