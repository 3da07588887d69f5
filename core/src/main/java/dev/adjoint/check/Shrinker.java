package dev.adjoint.check;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Makes a failing point smaller and plainer while it fails: smaller sizes drawn anew, then zeros
/// and ones for numbers, then fewer digits; of all elements at once, of halves, and so on down to
/// single ones.
final class Shrinker<A> {
  private static final int DRAWS = 5;

  /// What may stand for a number, plainest first.
  private static final DoubleUnaryOperator[] PLAINER = {
    _ -> 0, _ -> 1, Math::rint, x -> Math.rint(x * 10) / 10, x -> Math.rint(x * 100) / 100
  };

  private final Predicate<A> fails;

  Shrinker(Predicate<A> fails) {
    this.fails = fails;
  }

  A shrink(Inputs<A> inputs, int size, A failing) {
    return plainer(smaller(inputs, size, failing));
  }

  private A smaller(Inputs<A> inputs, int size, A failing) {
    var random = new Random(size);
    return IntStream.range(1, size)
        .boxed()
        .flatMap(n -> IntStream.range(0, DRAWS).mapToObj(_ -> inputs.draw(n, random)))
        .filter(fails)
        .findFirst()
        .orElse(failing);
  }

  private A plainer(A failing) {
    Point<A> point = Point.of(failing);
    double[] best = point.vector();
    for (int block = best.length; block > 0; block /= 2) {
      for (int from = 0; from < best.length; from += block) {
        best = plainer(point, best, from, Math.min(best.length, from + block));
      }
    }
    return point.with(best);
  }

  private double[] plainer(Point<A> point, double[] vector, int from, int to) {
    for (DoubleUnaryOperator rule : PLAINER) {
      double[] candidate = vector.clone();
      Arrays.setAll(
          candidate, i -> i >= from && i < to ? plainest(candidate[i], rule) : candidate[i]);
      if (!Arrays.equals(candidate, vector) && fails.test(point.with(candidate))) {
        return candidate;
      }
    }
    return vector;
  }

  /// The number by a rule, if that is plainer than it is.
  private static double plainest(double x, DoubleUnaryOperator rule) {
    double other = rule.applyAsDouble(x);
    return rank(other) < rank(x) ? other : x;
  }

  private static int rank(double x) {
    for (int k = 0; k < PLAINER.length; k++) {
      if (Math.abs(PLAINER[k].applyAsDouble(x) - x) <= 1e-7 * Math.abs(x)) {
        return k;
      }
    }
    return PLAINER.length;
  }
}
