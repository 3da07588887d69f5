package dev.adjoint.nn.optim;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Where;
import java.util.List;

/// The running means and velocities, and the sums over trees, that optimisers have in common.
final class Moments {
  private Moments() {}

  /// `β · old + (1 − β) · now`.
  static Tensor blend(Tensor old, Tensor now, double kept) {
    return old.times(kept).plus(now.times(1 - kept));
  }

  /// `g / (√h + ε)`.
  static Tensor scaled(Tensor g, Tensor h, double epsilon) {
    return g.div(h.sqrt().plus(epsilon));
  }

  /// `a − b` of each parameter.
  static <M> M minus(M a, M b) {
    return Optimizer.map(List.of(a, b), ab -> ab.get(0).minus(ab.get(1)));
  }

  /// One tree or the other, by a condition `bool[]`.
  static <M> M where(Tensor condition, M then, M otherwise) {
    return Optimizer.map(
        List.of(then, otherwise),
        ab -> Where.of(condition.broadcastTo(ab.get(0).shape()), ab.get(0), ab.get(1)));
  }

  /// Zeros for each parameter.
  static <M> M zeros(M tree) {
    return Optimizer.map(List.of(tree), t -> Tensor.zeros(t.getFirst().type()));
  }

  /// The next velocity, `μ · v − η · g`.
  static <M> M velocity(Optimizer.State<M> state, M grads, double momentum, double learningRate) {
    return Optimizer.map(
        List.of(state.moments().getFirst(), grads),
        vg -> vg.get(0).times(momentum).minus(vg.get(1).times(learningRate)));
  }

  /// The next means of the gradient and of its square.
  static <M> List<M> next(Optimizer.State<M> state, M grads, double beta1, double beta2) {
    M mean =
        Optimizer.map(
            List.of(state.moments().get(0), grads), mg -> blend(mg.get(0), mg.get(1), beta1));
    M square =
        Optimizer.map(
            List.of(state.moments().get(1), grads),
            vg -> blend(vg.get(0), vg.get(1).squared(), beta2));
    return List.of(mean, square);
  }

  /// `1 − βᵗ`, in f64: in f32 the first steps would lose four digits of it.
  static Tensor unbias(double beta, Tensor steps) {
    Tensor power = Tensor.scalar(beta).pow(steps.cast(DType.FLOAT64));
    return Tensor.scalar(1).minus(power);
  }
}
