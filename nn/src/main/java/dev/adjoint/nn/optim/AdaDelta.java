package dev.adjoint.nn.optim;

import dev.adjoint.graph.Tensor;
import java.util.List;

/// AdaDelta: steps in the units of the parameters, by running means of squared gradients and
/// squared steps,
///
/// ```
/// h ← ρ h + (1 − ρ) g²
/// d = g √(s + ε) / √(h + ε)
/// s ← ρ s + (1 − ρ) d²
/// w ← w − η d
/// ```
///
/// from `h = s = 0`. Source: Zeiler, *ADADELTA: an adaptive learning rate method* (2012), algorithm
/// 1, where `η` is 1.
///
/// @param learningRate the factor `η` of a step; a negative one climbs
/// @param decay the part `ρ` of the means that is kept, in [0, 1)
/// @param epsilon `ε`, which starts the steps off; inside of the roots
public record AdaDelta(double learningRate, double decay, double epsilon) implements Optimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public AdaDelta {
    Setting.finite("AdaDelta", "learningRate", learningRate);
    Setting.fraction("AdaDelta", "decay", decay);
    Setting.notNegative("AdaDelta", "epsilon", epsilon);
  }

  /// AdaDelta with the settings of its paper: η = 1, ρ = 0.95, ε = 10⁻⁶.
  public AdaDelta() {
    this(1, 0.95, 1e-6);
  }

  @Override
  public <M> State<M> init(M params) {
    return State.of(params, 2);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    M square =
        Optimizer.map(List.of(state.moments().get(0), grads), hg -> blend(hg.get(0), hg.get(1)));
    M step =
        Optimizer.map(
            List.of(grads, state.moments().get(1), square),
            gsh -> gsh.get(0).times(root(gsh.get(1)).div(root(gsh.get(2)))));
    M steps =
        Optimizer.map(List.of(state.moments().get(1), step), sd -> blend(sd.get(0), sd.get(1)));
    M next =
        Optimizer.map(List.of(params, step), pd -> pd.get(0).minus(pd.get(1).times(learningRate)));
    return new Update<>(next, state.next(List.of(square, steps)));
  }

  private Tensor blend(Tensor mean, Tensor now) {
    return mean.times(decay).plus(now.squared().times(1 - decay));
  }

  private Tensor root(Tensor mean) {
    return mean.plus(epsilon).sqrt();
  }
}
