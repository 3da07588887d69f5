package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.Step;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.util.List;

/// A recurrent net of width 16 over a sequence of 4,000 numbers: `hₜ = tanh(W hₜ₋₁ + u xₜ + b)`,
/// the mean squared error of `v · hₜ`, and its gradient through all steps.
final class RecurrentNet implements Study {
  private static final int WIDTH = 16;
  private static final int STEPS = 4000;

  record Weights(Tensor w, Tensor u, Tensor b, Tensor v) {
    Tensor next(Tensor h, Tensor x) {
      return Tanh.of(w.matmul(h).plus(u.times(x)).plus(b));
    }
  }

  private final Tensor xs = constant(Key.of(1).normal(TensorType.f64(STEPS)));
  private final Tensor targets = constant(Key.of(2).normal(TensorType.f64(STEPS)));
  private final Weights weights = weights(Key.of(3), 0.2);
  private final Weights direction = weights(Key.of(4), 1);

  private static Weights weights(Key key, double size) {
    List<Key> keys = key.split(4);
    return new Weights(
        constant(keys.get(0).normal(TensorType.f64(WIDTH, WIDTH), 0, size)),
        constant(keys.get(1).normal(TensorType.f64(WIDTH), 0, size)),
        constant(keys.get(2).normal(TensorType.f64(WIDTH), 0, size)),
        constant(keys.get(3).normal(TensorType.f64(WIDTH), 0, size)));
  }

  private Tensor loss(Weights net) {
    Tensor h = Tensor.zeros(TensorType.f64(WIDTH));
    Tensor predictions =
        scan(
                (Tensor before, Tensor x) -> {
                  Tensor after = net.next(before, x);
                  return new Step<>(after, after.matmul(net.v()));
                },
                h,
                xs)
            .outputs();
    return predictions.minus(targets).squared().mean();
  }

  @Override
  public String title() {
    return "recurrent net, width 16, 4,000 steps";
  }

  @Override
  public List<Check> checks() {
    Weights gradient = grad(this::loss).apply(weights);
    double along = Differences.slope(t -> plain(weights, direction, t), 1e-4);
    return List.of(
        Check.of("value, plain Java", loss(weights), plain(weights, direction, 0), 1e-13),
        Check.of("slope along a line, differences", dot(gradient, direction), along, 1e-9),
        Check.of(
            "slope along a line, forward mode",
            dot(gradient, direction),
            jvp(this::loss, weights, direction).tangent(),
            1e-12));
  }

  private static Tensor dot(Weights a, Weights b) {
    return a.w()
        .times(b.w())
        .sum()
        .plus(a.u().times(b.u()).sum())
        .plus(a.b().times(b.b()).sum())
        .plus(a.v().times(b.v()).sum());
  }

  private double plain(Weights at, Weights direction, double t) {
    double[] w = moved(at.w(), direction.w(), t);
    double[] u = moved(at.u(), direction.u(), t);
    double[] b = moved(at.b(), direction.b(), t);
    double[] v = moved(at.v(), direction.v(), t);
    NDArray x = xs.value();
    NDArray target = targets.value();
    double[] h = new double[WIDTH];
    double loss = 0;
    for (int step = 0; step < STEPS; step++) {
      double[] next = new double[WIDTH];
      double prediction = 0;
      for (int i = 0; i < WIDTH; i++) {
        double sum = u[i] * x.value(step) + b[i];
        for (int j = 0; j < WIDTH; j++) {
          sum += w[i * WIDTH + j] * h[j];
        }
        next[i] = Math.tanh(sum);
        prediction += v[i] * next[i];
      }
      h = next;
      loss += Math.pow(prediction - target.value(step), 2) / STEPS;
    }
    return loss;
  }

  private static double[] moved(Tensor x, Tensor direction, double t) {
    double[] moved = x.value().toDoubleArray();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += t * direction.value().value(i);
    }
    return moved;
  }

  @Override
  public List<Race> races() {
    return List.of(Race.of(this::loss, weights));
  }
}
