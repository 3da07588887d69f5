package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.Mode;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sin;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A search inside of a search: `minₓ max_y Σ (x − θ)² + 2 y sin x − y²` by gradient steps down
/// and, at each of them, up; the outer ones differentiate through the inner ones.
///
/// The best answer to `x` is `y = sin x`, so `x` solves `2 (x − θ) + sin 2x = 0` and moves with `θ`
/// as `1 / (1 + cos 2x)`. Source of the task: J. M. Siskind and B. A. Pearlmutter, *Using
/// polyvariant union-free flow analysis to compile aggressively with first-class derivatives*
/// (2008).
final class Saddle implements Study {
  private static final int STEPS = 60;
  private static final double RATE = 0.3;

  private final Tensor theta = vector(0.3, 0.9);

  private static Tensor payoff(Tensor theta, Tensor x, Tensor y) {
    Tensor gain = y.times(Sin.of(x)).times(2).minus(y.squared());
    return x.minus(theta).squared().plus(gain).sum();
  }

  private static Tensor down(UnaryOperator<Tensor> gradient) {
    return iterate(
        STEPS,
        (Tensor x) -> x.minus(gradient.apply(x).times(RATE)),
        Tensor.zeros(TensorType.f64(2)));
  }

  private static Tensor best(Tensor theta, Modes modes) {
    Function<Tensor, Tensor> worst =
        x -> {
          Tensor y = down(modes.inner(answer -> payoff(theta, x, answer).negate()));
          return payoff(theta, x, y);
        };
    return down(modes.outer(worst));
  }

  @Override
  public String title() {
    return "minimum of a maximum, two searches";
  }

  @Override
  public List<Check> checks() {
    return Modes.all().flatMap(this::checks).toList();
  }

  private Stream<Check> checks(Modes modes) {
    NDArray x = eval(best(theta, modes));
    double[] slopes = new double[2];
    double[] rests = new double[2];
    for (int i = 0; i < 2; i++) {
      slopes[i] = 1 / (1 + Math.cos(2 * x.value(i)));
      rests[i] = 2 * (x.value(i) - theta.value().value(i)) + Math.sin(2 * x.value(i));
    }
    Tensor moved = grad((Tensor t) -> best(t, modes).sum()).apply(theta);
    return Stream.of(
        Check.of("x, " + modes, rests, new double[2], 1e-15),
        Check.of("dx/dθ, " + modes, moved, slopes, 1e-14));
  }

  @Override
  public List<Race> races() {
    return List.of(Race.of(t -> best(t, new Modes(Mode.REVERSE, Mode.REVERSE)).sum(), theta));
  }
}
