package dev.adjoint.nn.optim;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sign;
import java.util.List;

/// Lion: steps of one size, in the direction of the sign of a mean of the gradient,
///
/// ```
/// w ← w − η (sign(β₁ m + (1 − β₁) g) + λ w)
/// m ← β₂ m + (1 − β₂) g
/// ```
///
/// from `m = 0`. Source: Chen et al., *Symbolic discovery of optimization algorithms*, NeurIPS
/// 2023, algorithm 2.
///
/// @param learningRate the step size `η`; a negative one climbs
/// @param beta1 the part `β₁` of the mean in a step, in [0, 1)
/// @param beta2 the part `β₂` of the mean that is kept, in [0, 1)
/// @param weightDecay the decay `λ`, by itself beside the step
public record Lion(double learningRate, double beta1, double beta2, double weightDecay)
    implements Optimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Lion {
    Setting.finite("Lion", "learningRate", learningRate);
    Setting.fraction("Lion", "beta1", beta1);
    Setting.fraction("Lion", "beta2", beta2);
    Setting.notNegative("Lion", "weightDecay", weightDecay);
  }

  /// Lion with β₁ = 0.9, β₂ = 0.99 and without decay.
  ///
  /// @param learningRate the step size; 0.0001 in the paper
  public Lion(double learningRate) {
    this(learningRate, 0.9, 0.99, 0);
  }

  @Override
  public <M> State<M> init(M params) {
    return State.of(params, 1);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    M old = state.moments().getFirst();
    M next =
        Optimizer.map(
            List.of(params, old, grads),
            pmg -> {
              Tensor direction = Sign.of(Moments.blend(pmg.get(1), pmg.get(2), beta1));
              Tensor decayed =
                  weightDecay == 0 ? direction : direction.plus(pmg.get(0).times(weightDecay));
              return pmg.get(0).minus(decayed.times(learningRate));
            });
    M mean = Optimizer.map(List.of(old, grads), mg -> Moments.blend(mg.get(0), mg.get(1), beta2));
    return new Update<>(next, state.next(List.of(mean)));
  }
}
