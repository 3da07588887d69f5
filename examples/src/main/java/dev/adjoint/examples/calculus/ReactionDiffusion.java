package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Concat;
import dev.adjoint.random.Key;
import java.util.List;

/// The gradient of the solution of a differential equation by its initial value: growth and
/// diffusion on a ring, `uₜ = D uₓₓ + u (1 − u)`, by 100 steps of Runge and Kutta.
///
/// Source of the equation: R. A. Fisher, *The wave of advance of advantageous genes* (1937).
final class ReactionDiffusion implements Study {
  private static final int SIZE = 1000;
  private static final int STEPS = 100;
  private static final double STEP = 0.02;
  private static final double DIFFUSION = 4;

  private final Tensor start = constant(Key.of(1).uniform(TensorType.f64(SIZE)));
  private final Tensor direction = constant(Key.of(2).normal(TensorType.f64(SIZE)));

  private static Tensor slope(Tensor u) {
    Tensor bend = roll(u, 1).minus(u.times(2)).plus(roll(u, SIZE - 1));
    return bend.times(DIFFUSION).plus(u.times(u.negate().plus(1)));
  }

  private static Tensor roll(Tensor u, int by) {
    return Concat.of(0, u.slice(0, by, SIZE), u.slice(0, 0, by));
  }

  private static Tensor step(Tensor u) {
    Tensor k1 = slope(u);
    Tensor k2 = slope(u.plus(k1.times(STEP / 2)));
    Tensor k3 = slope(u.plus(k2.times(STEP / 2)));
    Tensor k4 = slope(u.plus(k3.times(STEP)));
    return u.plus(k1.plus(k2.times(2)).plus(k3.times(2)).plus(k4).times(STEP / 6));
  }

  private static Tensor energy(Tensor start) {
    return iterate(STEPS, ReactionDiffusion::step, start).squared().sum();
  }

  @Override
  public String title() {
    return "Runge–Kutta, 100 steps of 1,000";
  }

  @Override
  public List<Check> checks() {
    Tensor gradient = grad(ReactionDiffusion::energy).apply(start);
    Tensor even = Tensor.full(TensorType.f64(SIZE), 0.2);
    double growth = Math.exp(STEPS * STEP);
    double u = 0.2 * growth / (0.8 + 0.2 * growth);
    double du = growth / Math.pow(0.8 + 0.2 * growth, 2);
    return List.of(
        Check.of("value, plain Java", energy(start), plain(start.value().toDoubleArray()), 1e-13),
        Check.of(
            "slope along a line, differences",
            gradient.times(direction).sum(),
            Differences.slope(ReactionDiffusion::energy, start, direction, 1e-3),
            1e-10),
        Check.of(
            "gradient of logistic growth, closed form",
            grad(ReactionDiffusion::energy).apply(even).slice(0, 0, 1).reshape(),
            2 * u * du,
            1e-8));
  }

  private static double plain(double[] u) {
    for (int step = 0; step < STEPS; step++) {
      double[] k1 = slope(u, u, 0);
      double[] k2 = slope(u, k1, STEP / 2);
      double[] k3 = slope(u, k2, STEP / 2);
      double[] k4 = slope(u, k3, STEP);
      for (int i = 0; i < SIZE; i++) {
        u[i] += STEP / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
      }
    }
    double sum = 0;
    for (double x : u) {
      sum += x * x;
    }
    return sum;
  }

  private static double[] slope(double[] u, double[] k, double h) {
    double[] slope = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      int left = (i + SIZE - 1) % SIZE;
      int right = (i + 1) % SIZE;
      double here = u[i] + h * k[i];
      double bend = u[left] + h * k[left] - 2 * here + u[right] + h * k[right];
      slope[i] = DIFFUSION * bend + here * (1 - here);
    }
    return slope;
  }

  @Override
  public List<Race> races() {
    return List.of(Race.of(ReactionDiffusion::energy, start));
  }
}
