package dev.adjoint.nn.optim;

import dev.adjoint.graph.Tensor;
import java.util.List;

/// Adam: steps scaled by running means of the gradient and of its square,
///
/// ```
/// m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)
/// v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)
/// w ← w − η m̂ / (√v̂ + ε)
/// ```
///
/// from `m = v = 0`, `t` = 1 at the first step. The corrections are taken out of the arrays, to the
/// step size and `ε`: with `c = √(1 − β₂ᵗ)`, `w ← w − (η c / (1 − β₁ᵗ)) m / (√v + ε c)`, one
/// division for each parameter instead of three. The powers of `β` are f64 whatever the parameters
/// are.
///
/// Source: Kingma, Ba, *Adam: a method for stochastic optimization*, ICLR 2015, algorithm 1 and the
/// end of section 2.
///
/// @param learningRate the step size `η`; a negative one climbs
/// @param beta1 the part `β₁` of the mean that is kept, in [0, 1)
/// @param beta2 the part `β₂` of the mean square that is kept, in [0, 1)
/// @param epsilon `ε`, which keeps the divisor from 0; outside of the root
public record Adam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Adam {
    Setting.finite("Adam", "learningRate", learningRate);
    Setting.fraction("Adam", "beta1", beta1);
    Setting.fraction("Adam", "beta2", beta2);
    Setting.notNegative("Adam", "epsilon", epsilon);
  }

  /// Adam with the settings of its paper: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
  ///
  /// @param learningRate the step size; 0.001 in the paper
  public Adam(double learningRate) {
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
            List.of(params, moments.get(0), moments.get(1)),
            pmv -> move(pmv.get(0), pmv.get(1), pmv.get(2), next.steps()));
    return new Update<>(moved, next);
  }

  private Tensor move(Tensor w, Tensor mean, Tensor square, Tensor steps) {
    Tensor correction = Moments.unbias(beta2, steps).sqrt();
    Tensor rate = correction.times(learningRate).div(Moments.unbias(beta1, steps)).cast(w.dtype());
    Tensor floor = correction.times(epsilon).cast(w.dtype());
    return w.minus(mean.times(rate).div(square.sqrt().plus(floor)));
  }
}
