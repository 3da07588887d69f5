package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.jacobian;
import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;

/// A tall dense Jacobian: 3,000 outputs `yⱼ = Σₚ aₚ exp(−rₚ tⱼ)` by 28 inputs, forward.
final class Decays implements Study {
  private static final int OUTPUTS = 3000;
  private static final int TERMS = 14;

  record Terms(Tensor amplitudes, Tensor rates) {}

  private final Tensor times = constant(Key.of(1).uniform(TensorType.f64(OUTPUTS, 1), 0, 3));
  private final Terms terms =
      new Terms(
          constant(Key.of(2).normal(TensorType.f64(TERMS))),
          constant(Key.of(3).uniform(TensorType.f64(TERMS), 0.1, 2)));

  private Tensor sums(Terms x) {
    return times.times(x.rates()).negate().exp().matmul(x.amplitudes());
  }

  @Override
  public String title() {
    return "dense Jacobian, 3,000 by 28";
  }

  @Override
  public List<Check> checks() {
    Terms found = eval(jacobian(this::sums).apply(terms));
    double[] byAmplitude = new double[OUTPUTS * TERMS];
    double[] byRate = new double[OUTPUTS * TERMS];
    for (int k = 0; k < OUTPUTS * TERMS; k++) {
      double t = times.value().value(k / TERMS);
      byAmplitude[k] = Math.exp(-terms.rates().value().value(k % TERMS) * t);
      byRate[k] = -terms.amplitudes().value().value(k % TERMS) * t * byAmplitude[k];
    }
    return List.of(
        Check.of("by amplitudes, closed form", found.amplitudes(), byAmplitude, 1e-15),
        Check.of("by rates, closed form", found.rates(), byRate, 1e-15));
  }

  @Override
  public List<Race> races() {
    return List.of(Race.of("Jacobian, 28 columns", this::sums, jacobian(this::sums), terms));
  }
}
