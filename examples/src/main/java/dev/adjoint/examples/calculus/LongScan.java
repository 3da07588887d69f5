package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.scalar;

import dev.adjoint.Step;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;

/// A loop of 1,000,000 steps and its gradient: the exponential average `c = a c + xₜ` of a long
/// sequence, the sum of its squares.
final class LongScan implements Study {
  private static final int STEPS = 1_000_000;

  record Nothing() {}

  record Inputs(Tensor decay, Tensor xs) {}

  private final Inputs inputs =
      new Inputs(scalar(0.999), constant(Key.of(1).normal(TensorType.f64(STEPS))));

  private static Tensor energy(Inputs inputs) {
    return scan(
            (Tensor c, Tensor x) -> {
              Tensor next = c.times(inputs.decay()).plus(x);
              return new Step<>(next, next.squared());
            },
            scalar(0),
            inputs.xs())
        .outputs()
        .mean();
  }

  @Override
  public String title() {
    return "scan of 1,000,000 steps";
  }

  @Override
  public List<Check> checks() {
    Inputs gradient = eval(grad(LongScan::energy).apply(inputs));
    double[] byX = new double[STEPS];
    double[] states = new double[STEPS];
    double state = 0;
    double energy = 0;
    double moved = 0;
    double byDecay = 0;
    for (int t = 0; t < STEPS; t++) {
      moved = 0.999 * moved + state;
      state = 0.999 * state + inputs.xs().value().value(t);
      states[t] = state;
      energy += state * state / STEPS;
      byDecay += 2 * state * moved / STEPS;
    }
    double bar = 0;
    for (int t = STEPS - 1; t >= 0; t--) {
      bar = 0.999 * bar + 2 * states[t] / STEPS;
      byX[t] = bar;
    }
    return List.of(
        Check.of("value, plain Java", energy(inputs), energy, 1e-12),
        Check.of("by the decay, plain Java", gradient.decay(), byDecay, 1e-12),
        Check.of("by the sequence, plain Java", gradient.xs(), byX, 1e-15));
  }

  @Override
  public List<Race> races() {
    return List.of(Race.of(LongScan::energy, inputs));
  }
}
