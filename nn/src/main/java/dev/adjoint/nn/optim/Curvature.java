package dev.adjoint.nn.optim;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Trained;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Where;
import java.util.ArrayList;
import java.util.List;

/// What L-BFGS remembers of the last steps: pairs of a step `s` and the change `y` of the gradient,
/// oldest first. A pair of zeros is none.
///
/// @param steps the steps
/// @param changes the changes of the gradient
/// @param <M> the type of the parameters
record Curvature<M>(List<M> steps, List<M> changes) {
  Curvature {
    steps = List.copyOf(steps);
    changes = List.copyOf(changes);
  }

  /// {@return no pairs, with room for so many}
  static <M> Curvature<M> none(M params, int history) {
    List<M> none = Optimizer.State.of(params, history).moments();
    return new Curvature<>(none, none);
  }

  /// `Σ a · b` over all parameters, f64.
  static Tensor dot(Object a, Object b) {
    List<Tensor> left = Trained.tensors(a);
    List<Tensor> right = Trained.tensors(b);
    Tensor sum = Tensor.scalar(0);
    for (int i = 0; i < left.size(); i++) {
      sum = sum.plus(left.get(i).times(right.get(i)).sum().cast(DType.FLOAT64));
    }
    return sum;
  }

  /// `a + c · b`, with `c` f64.
  static <M> M along(M a, Tensor c, M b) {
    return Optimizer.map(
        List.of(a, b), ab -> ab.get(0).plus(ab.get(1).times(c.cast(ab.get(0).dtype()))));
  }

  /// {@return the pairs after one more step; without it where the curvature along it is not above
  /// 0, which would spoil the direction}
  Curvature<M> and(M step, M change) {
    Tensor bends = Greater.of(dot(step, change), dot(change, change).times(Math.ulp(1.0)));
    return new Curvature<>(shifted(steps, step, bends), shifted(changes, change, bends));
  }

  private static <M> List<M> shifted(List<M> old, M last, Tensor taken) {
    var next = new ArrayList<M>();
    for (int k = 0; k < old.size(); k++) {
      M then = k + 1 < old.size() ? old.get(k + 1) : last;
      next.add(Moments.where(taken, then, old.get(k)));
    }
    return next;
  }

  /// {@return `−H g`, with `H` what the pairs say of the inverse Hessian: the two-loop recursion}
  M direction(M grad) {
    int count = steps.size();
    var rho = new ArrayList<Tensor>();
    for (int k = 0; k < count; k++) {
      rho.add(inverse(dot(steps.get(k), changes.get(k)), 0));
    }
    Tensor[] alpha = new Tensor[count];
    M q = grad;
    for (int k = count - 1; k >= 0; k--) {
      alpha[k] = rho.get(k).times(dot(steps.get(k), q));
      q = along(q, alpha[k].negate(), changes.get(k));
    }
    Tensor gamma = scale();
    M r = Optimizer.map(List.of(q), t -> t.getFirst().times(gamma.cast(t.getFirst().dtype())));
    for (int k = 0; k < count; k++) {
      Tensor beta = rho.get(k).times(dot(changes.get(k), r));
      r = along(r, alpha[k].minus(beta), steps.get(k));
    }
    return Optimizer.map(List.of(r), t -> t.getFirst().negate());
  }

  /// `sᵀy / yᵀy` of the last pair, 1 without one.
  private Tensor scale() {
    Tensor product = dot(steps.getLast(), changes.getLast());
    Tensor square = dot(changes.getLast(), changes.getLast());
    Tensor zero = Tensor.scalar(0);
    return Where.of(Greater.of(product, zero), product.times(inverse(square, 1)), Tensor.scalar(1));
  }

  /// `1 / x`, or another number where `x` is 0.
  private static Tensor inverse(Tensor x, double otherwise) {
    Tensor there = Greater.of(x, Tensor.scalar(0));
    Tensor safe = Where.of(there, x, Tensor.scalar(1));
    return Where.of(there, Tensor.scalar(1).div(safe), Tensor.scalar(otherwise));
  }
}
