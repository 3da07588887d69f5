package dev.adjoint.nn.optim;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Trained;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Minimum;
import dev.adjoint.op.Where;
import java.util.ArrayList;
import java.util.List;

/// L-BFGS with steps of a fixed length: `w ← w − η H g`, with `H` the inverse Hessian as the last
/// steps and changes of the gradient suggest it. The first step is `η min(1, 1 / Σ |g|) g`, as in
/// PyTorch.
///
/// For gradients without noise: every step must see all data. A fixed step is right near a minimum,
/// where `η` is 1; from anywhere else use [Minimizer], which looks for the length of each step.
///
/// ```
/// s = wₜ − wₜ₋₁,  y = gₜ − gₜ₋₁,  ρ = 1 / yᵀs
/// q ← g;  from the last pair to the first:  α = ρ sᵀq,  q ← q − α y
/// r ← q sᵀy / yᵀy;  from the first to the last:  r ← r + s (α − ρ yᵀr)
/// ```
///
/// A pair without positive curvature `yᵀs` is left out. Source: Nocedal, Wright, *Numerical
/// Optimization*, 2nd ed. (2006), algorithms 7.4 and 7.5.
///
/// @param learningRate the length `η` of a step; 1 is Newton's
/// @param history how many pairs are remembered; 5 to 20 are usual
public record Lbfgs(double learningRate, int history) implements Optimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Lbfgs {
    Setting.finite("Lbfgs", "learningRate", learningRate);
    Setting.atLeast(1, "Lbfgs", "history", history);
  }

  /// L-BFGS that remembers ten pairs.
  ///
  /// @param learningRate the length of a step
  public Lbfgs(double learningRate) {
    this(learningRate, 10);
  }

  /// Remembers the last parameters, the last gradient, the steps and the changes.
  @Override
  public <M> State<M> init(M params) {
    return State.of(params, 2 + 2 * history);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    List<M> old = state.moments();
    M place = Trained.alone(params);
    M slope = Trained.alone(grads);
    M step = Moments.minus(place, old.get(0));
    M change = Moments.minus(slope, old.get(1));
    Tensor started = Greater.of(state.steps(), Tensor.zeros(state.steps().type()));
    M seen = Moments.where(started, change, Moments.zeros(change));
    var pairs = new Curvature<>(old.subList(2, 2 + history), old.subList(2 + history, old.size()));
    Curvature<M> next = pairs.and(Moments.where(started, step, Moments.zeros(step)), seen);
    Tensor length = Where.of(started, Tensor.scalar(1), first(slope)).times(learningRate);
    M moved = Curvature.along(params, length, next.direction(slope));
    var moments = new ArrayList<>(List.of(place, slope));
    moments.addAll(next.steps());
    moments.addAll(next.changes());
    return new Update<>(moved, state.next(moments));
  }

  /// `min(1, 1 / Σ |g|)`.
  static Tensor first(Object grads) {
    Tensor size =
        Trained.tensors(grads).stream()
            .map(g -> g.abs().sum().cast(DType.FLOAT64))
            .reduce(Tensor.scalar(0), Tensor::plus);
    return Minimum.of(Tensor.scalar(1), Tensor.scalar(1).div(size));
  }
}
