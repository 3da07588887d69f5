package dev.adjoint.nn.optim;

import dev.adjoint.graph.Tensor;
import java.util.List;

/// Adam with Nesterov's momentum: the mean of the gradient is taken one step ahead,
///
/// ```
/// m ← β₁ m + (1 − β₁) g        m̂ = β₁ m / (1 − β₁ᵗ⁺¹) + (1 − β₁) g / (1 − β₁ᵗ)
/// v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)
/// w ← w − η m̂ / (√v̂ + ε)
/// ```
///
/// from `m = v = 0`, `t` = 1 at the first step. Source: Dozat, *Incorporating Nesterov momentum
/// into Adam* (2016), algorithm 2, with a constant `β₁`.
///
/// @param learningRate the step size `η`; a negative one climbs
/// @param beta1 the part `β₁` of the mean that is kept, in [0, 1)
/// @param beta2 the part `β₂` of the mean square that is kept, in [0, 1)
/// @param epsilon `ε`, which keeps the divisor from 0; outside of the root
public record NAdam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public NAdam {
    Setting.finite("NAdam", "learningRate", learningRate);
    Setting.fraction("NAdam", "beta1", beta1);
    Setting.fraction("NAdam", "beta2", beta2);
    Setting.notNegative("NAdam", "epsilon", epsilon);
  }

  /// NAdam with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
  ///
  /// @param learningRate the step size; 0.002 in the paper
  public NAdam(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8);
  }

  @Override
  public <M> State<M> init(M params) {
    return State.of(params, 2);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    List<M> moments = Moments.next(state, grads, beta1, beta2);
    State<M> next = state.next(moments);
    M moved =
        Optimizer.map(
            List.of(params, grads, moments.get(0), moments.get(1)),
            pgmv -> move(pgmv.get(0), pgmv.get(1), pgmv.get(2), pgmv.get(3), next.steps()));
    return new Update<>(moved, next);
  }

  private Tensor move(Tensor w, Tensor g, Tensor mean, Tensor square, Tensor steps) {
    Tensor ahead = mean.times(beta1).div(unbias(beta1, steps.plus(1), w));
    Tensor here = g.times(1 - beta1).div(unbias(beta1, steps, w));
    Tensor root = square.div(unbias(beta2, steps, w)).sqrt();
    return w.minus(ahead.plus(here).times(learningRate).div(root.plus(epsilon)));
  }

  private static Tensor unbias(double beta, Tensor steps, Tensor w) {
    return Moments.unbias(beta, steps).cast(w.dtype());
  }
}
