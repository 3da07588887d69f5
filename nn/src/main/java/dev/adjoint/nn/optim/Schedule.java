package dev.adjoint.nn.optim;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Cos;
import dev.adjoint.op.Floor;
import dev.adjoint.op.Less;
import dev.adjoint.op.Minimum;
import dev.adjoint.op.Where;

/// How a learning rate changes while a training goes on: a factor for each step, see [Scheduled].
/// One of one's own is a lambda: `t -> t.plus(1).pow(-0.5)`.
@FunctionalInterface
public interface Schedule {
  /// {@return the factor of a step, `f64[]`}
  ///
  /// @param step how many steps were made before, `f64[]`
  Tensor factor(Tensor step);

  /// {@return the factor 1 throughout}
  static Schedule constant() {
    return step -> Tensor.scalar(1);
  }

  /// {@return a factor that is multiplied by `gamma` after every so many steps: `γ^⌊t / every⌋`}
  ///
  /// @param every how many steps, at least 1
  /// @param gamma the factor, above 0
  static Schedule steps(int every, double gamma) {
    Setting.atLeast(1, "Schedule.steps", "every", every);
    Setting.positive("Schedule.steps", "gamma", gamma);
    return step -> Tensor.scalar(gamma).pow(Floor.of(step.div(every)));
  }

  /// {@return a factor that falls by `gamma` in each step: `γᵗ`}
  ///
  /// @param gamma the factor, above 0
  static Schedule exponential(double gamma) {
    Setting.positive("Schedule.exponential", "gamma", gamma);
    return step -> Tensor.scalar(gamma).pow(step);
  }

  /// {@return half a cosine from 1 to 0 in so many steps, 0 afterwards: `½ (1 + cos(π t / total))`}
  ///
  /// Source: Loshchilov, Hutter, *SGDR: stochastic gradient descent with warm restarts*, ICLR 2017,
  /// equation 5.
  ///
  /// @param total how many steps, at least 1
  static Schedule cosine(int total) {
    Setting.atLeast(1, "Schedule.cosine", "total", total);
    return step -> {
      Tensor part = Minimum.of(step.div(total), Tensor.scalar(1));
      return Cos.of(part.times(Math.PI)).plus(1).div(2);
    };
  }

  /// {@return a factor that rises evenly to 1 in the first steps, `(t + 1) / steps`, and is that of
  /// another schedule, begun anew, afterwards}
  ///
  /// @param steps how many steps it rises, at least 1
  /// @param then the other schedule
  static Schedule warmUp(int steps, Schedule then) {
    Setting.atLeast(1, "Schedule.warmUp", "steps", steps);
    return step ->
        Where.of(
            Less.of(step, Tensor.scalar(steps)),
            step.plus(1).div(steps),
            then.factor(step.minus(steps)));
  }

  /// {@return one cycle: a cosine from `1/25` up to 1 in the first 30 % of all steps, and a cosine
  /// down to `1/250000` in the rest}
  ///
  /// Source: Smith, Topin, *Super-convergence: very fast training of neural networks using large
  /// learning rates* (2018), with the numbers of PyTorch's `OneCycleLR`.
  ///
  /// @param total how many steps, at least 2
  static Schedule oneCycle(int total) {
    Setting.atLeast(2, "Schedule.oneCycle", "total", total);
    double top = 0.3 * total - 1;
    double end = total - 1;
    return step -> {
      Tensor up = between(1 / 25.0, 1, step.div(top));
      Tensor down = between(1, 1 / 250_000.0, step.minus(top).div(end - top));
      return Where.of(Less.of(step, Tensor.scalar(top)), up, down);
    };
  }

  /// Half a cosine from one number to another, as a part goes from 0 to 1; the end afterwards.
  private static Tensor between(double from, double to, Tensor part) {
    Tensor done = Minimum.of(part, Tensor.scalar(1));
    return Cos.of(done.times(Math.PI)).plus(1).times((from - to) / 2).plus(to);
  }
}
