package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Concat;
import dev.adjoint.op.Gather;
import dev.adjoint.op.LogSumExp;
import dev.adjoint.random.Key;
import java.util.List;

/// How likely 1,000 points of 10 dimensions are under a mixture of 25 Gaussians, the logarithm of
/// it, with a prior of Wishart; the inverse covariances are `QᵀQ` of lower triangles `Q` with
/// positive diagonals.
///
/// Source: F. Šrajer, Z. Kukelova, A. Fitzgibbon, *A benchmark of selected algorithmic
/// differentiation tools* (2018), §4.1.
final class GaussianMixture implements Study {
  private static final int POINTS = 1000;
  private static final int SIZE = 10;
  private static final int PARTS = 25;
  private static final int BELOW = SIZE * (SIZE - 1) / 2;
  private static final double GAMMA = 1;
  private static final int FREEDOM = 0;

  /// The parts: logarithms of their weights up to a constant, centres, logarithms of the diagonals
  /// of `Q`, and what is below them, column by column.
  record Mixture(Tensor weights, Tensor centres, Tensor diagonals, Tensor below) {}

  private final Tensor points = constant(Key.of(1).normal(TensorType.f64(POINTS, SIZE)));
  private final Tensor places = constant(NDArray.of(places()));
  private final Mixture mixture = mixture(Key.of(2), 0.3);
  private final Mixture direction = mixture(Key.of(3), 1);

  private static Mixture mixture(Key key, double size) {
    List<Key> keys = key.split(4);
    return new Mixture(
        constant(keys.get(0).normal(TensorType.f64(PARTS), 0, size)),
        constant(keys.get(1).normal(TensorType.f64(PARTS, SIZE), 0, size)),
        constant(keys.get(2).normal(TensorType.f64(PARTS, SIZE), 0, size)),
        constant(keys.get(3).normal(TensorType.f64(PARTS, BELOW), 0, size)));
  }

  /// Where each element of a triangle, row by row, lies in a row of zero, diagonal, below.
  private static int[] places() {
    int[] places = new int[SIZE * SIZE];
    int next = 1 + SIZE;
    for (int column = 0; column < SIZE; column++) {
      places[column * SIZE + column] = 1 + column;
      for (int row = column + 1; row < SIZE; row++) {
        places[row * SIZE + column] = next++;
      }
    }
    return places;
  }

  private Tensor logLikelihood(Mixture m) {
    Tensor diagonals = m.diagonals().exp();
    Tensor packed = Concat.of(1, Tensor.zeros(TensorType.f64(PARTS, 1)), diagonals, m.below());
    Tensor q = Gather.of(packed, places, 1).reshape(PARTS, SIZE, SIZE);
    Tensor moved = points.minus(m.centres().reshape(PARTS, 1, SIZE));
    Tensor squares = moved.matmul(q.transpose(0, 2, 1)).squared().sum(-1);
    Tensor sizes = m.diagonals().sum(1);
    Tensor each = m.weights().plus(sizes).reshape(PARTS, 1).minus(squares.times(0.5));
    Tensor prior =
        diagonals
            .squared()
            .sum()
            .plus(m.below().squared().sum())
            .times(GAMMA * GAMMA / 2)
            .minus(sizes.sum().times(FREEDOM));
    return LogSumExp.of(each, 0)
        .sum()
        .minus(LogSumExp.of(m.weights()).times(POINTS))
        .plus(prior)
        .plus(constantPart());
  }

  private static double constantPart() {
    int n = SIZE + FREEDOM + 1;
    double wishart = n * SIZE * (Math.log(GAMMA) - Math.log(2) / 2);
    double gamma = SIZE * (SIZE - 1) / 4.0 * Math.log(Math.PI);
    for (int j = 0; j < SIZE; j++) {
      gamma += logGamma(n - j);
    }
    return -POINTS * SIZE * Math.log(2 * Math.PI) / 2 - PARTS * (wishart - gamma);
  }

  /// The logarithm of `Γ(halves / 2)`.
  private static double logGamma(int halves) {
    return switch (halves) {
      case 1 -> Math.log(Math.PI) / 2;
      case 2 -> 0;
      default -> Math.log(halves / 2.0 - 1) + logGamma(halves - 2);
    };
  }

  @Override
  public String title() {
    return "Gaussian mixture, 1,000 points, 25 parts";
  }

  @Override
  public List<Check> checks() {
    Mixture gradient = compile(grad(this::logLikelihood)).apply(mixture);
    double along = Differences.slope(this::plain, 3e-4);
    return List.of(
        Check.of("value, plain Java", logLikelihood(mixture), plain(0), 1e-14),
        Check.of("slope along a line, differences", dot(gradient, direction), along, 1e-9),
        Check.of("sum of the slopes by the weights, 0", gradient.weights().sum(), 0, 1e-10));
  }

  private static Tensor dot(Mixture a, Mixture b) {
    return a.weights()
        .times(b.weights())
        .sum()
        .plus(a.centres().times(b.centres()).sum())
        .plus(a.diagonals().times(b.diagonals()).sum())
        .plus(a.below().times(b.below()).sum());
  }

  /// The same by loops, at a distance along the direction.
  private double plain(double t) {
    double[] weights = moved(mixture.weights(), direction.weights(), t);
    double[] centres = moved(mixture.centres(), direction.centres(), t);
    double[] diagonals = moved(mixture.diagonals(), direction.diagonals(), t);
    double[] below = moved(mixture.below(), direction.below(), t);
    double result = constantPart();
    double total = 0;
    for (int k = 0; k < PARTS; k++) {
      total += Math.exp(weights[k]);
      for (int j = 0; j < SIZE; j++) {
        result += Math.exp(2 * diagonals[k * SIZE + j]) * GAMMA * GAMMA / 2;
        result -= FREEDOM * diagonals[k * SIZE + j];
      }
      for (int j = 0; j < BELOW; j++) {
        result += Math.pow(below[k * BELOW + j] * GAMMA, 2) / 2;
      }
    }
    for (int i = 0; i < POINTS; i++) {
      double sum = 0;
      for (int k = 0; k < PARTS; k++) {
        sum += Math.exp(weights[k] + part(i, k, centres, diagonals, below));
      }
      result += Math.log(sum / total);
    }
    return result;
  }

  private double part(int i, int k, double[] centres, double[] diagonals, double[] below) {
    double[] y = new double[SIZE];
    double result = 0;
    int next = k * BELOW;
    for (int column = 0; column < SIZE; column++) {
      double x = points.value().at(i, column) - centres[k * SIZE + column];
      y[column] += Math.exp(diagonals[k * SIZE + column]) * x;
      for (int row = column + 1; row < SIZE; row++) {
        y[row] += below[next++] * x;
      }
      result += diagonals[k * SIZE + column] - y[column] * y[column] / 2;
    }
    return result;
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
    return List.of(Race.of(this::logLikelihood, mixture));
  }
}
