package dev.adjoint.check;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A vector-valued function along a line through a point: what it is at `−h, −h/2, 0, h/2, h`, and
/// how noisy it is.
final class Line {
  private static final double[] STEPS = {-1, -0.5, 0, 0.5, 1};

  /// A grid of so many points, finer than the steps by this factor, measures noise.
  private static final int GRID = 24;

  private static final double FINER = 16;

  /// A kink or a jump on the grid disturbs at most so many third differences.
  private static final int DISTURBED = 4;

  /// The root of the sum of the squares of the weights 1, 3, 3, 1 of a third difference.
  private static final double WEIGHT = Math.sqrt(20);

  /// About how large the largest of as many normal variables as the grid leaves is.
  private static final double LARGEST = 2;

  private final double[][] values;
  private final double[] places;
  private final double[] direction;

  private Line(double[][] values, double[] places, double[] direction) {
    this.values = values;
    this.places = places;
    this.direction = direction;
  }

  /// Evaluates at five points.
  static Line of(
      Point<?> point, double[] along, double h, UnaryOperator<double[]> f, double[] middle) {
    double[][] points =
        Arrays.stream(STEPS).mapToObj(s -> point.moved(along, s * h)).toArray(double[][]::new);
    double[] difference = minus(points[3], points[1]);
    double length = norm(difference);
    double[] places =
        IntStream.range(0, STEPS.length)
            .mapToDouble(k -> Math.signum(STEPS[k]) * norm(minus(points[k], points[2])))
            .toArray();
    double[][] values =
        IntStream.range(0, STEPS.length)
            .mapToObj(k -> k == 2 ? middle : f.apply(points[k]))
            .toArray(double[][]::new);
    return new Line(values, places, Arrays.stream(difference).map(d -> d / length).toArray());
  }

  /// The unit direction from point to point, as it came out in floating point.
  double[] direction() {
    return direction;
  }

  Difference difference(int output, double noise) {
    return Difference.of(
        Arrays.stream(values).mapToDouble(v -> v[output]).toArray(), places, noise);
  }

  /// The standard deviation of the rounding error of each output, from third differences on a fine
  /// grid: those of a smooth function vanish there. The few largest are left out, which one kink or
  /// jump may have made; of the others the largest counts, for values may be rounded so coarsely
  /// that most differences are 0.
  static double[] noise(
      Point<?> point, double[] along, double h, UnaryOperator<double[]> f, double ulp) {
    double[][] grid =
        IntStream.range(0, GRID)
            .mapToObj(k -> f.apply(point.moved(along, (k - GRID / 2) * (h / FINER))))
            .toArray(double[][]::new);
    return IntStream.range(0, grid[0].length)
        .mapToDouble(
            output -> noise(Arrays.stream(grid).mapToDouble(v -> v[output]).toArray(), ulp))
        .toArray();
  }

  /// At least a quarter of an ulp, which is what correct rounding of the last operation alone
  /// gives.
  private static double noise(double[] v, double ulp) {
    double[] third =
        IntStream.range(0, v.length - 3)
            .mapToDouble(i -> Math.abs(v[i + 3] - 3 * v[i + 2] + 3 * v[i + 1] - v[i]))
            .sorted()
            .toArray();
    double measured = third[third.length - 1 - DISTURBED] / (WEIGHT * LARGEST);
    return Math.max(measured, ulp / 4 * Math.abs(v[GRID / 2]));
  }

  /// Central differences with one step, nothing more, of each output.
  static double[] quotients(Point<?> point, double[] along, double h, UnaryOperator<double[]> f) {
    double[] left = point.moved(along, -h);
    double[] right = point.moved(along, h);
    double length = norm(minus(right, left));
    return Arrays.stream(minus(f.apply(right), f.apply(left))).map(d -> d / length).toArray();
  }

  private static double[] minus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  static double norm(double[] a) {
    return Math.sqrt(Arrays.stream(a).map(x -> x * x).sum());
  }
}
