package dev.adjoint.check;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What [GradientCheck#forAll] found.
///
/// @param tried at how many points the gradient was checked
/// @param noisy at how many of them the differences told nothing
/// @param counterexample a small point at which it is wrong, if there is one
/// @param <A> the type of the points
public record Search<A>(int tried, int noisy, Optional<Counterexample<A>> counterexample) {
  private static final long SEED = 1;
  private static final int POINTS = 100;
  private static final int LARGEST = 8;

  /// A point at which a gradient is wrong.
  ///
  /// @param drawn the point as it was drawn
  /// @param point the smallest and plainest that was found from there
  /// @param report the check at that one
  /// @param <A> the type of the points
  public record Counterexample<A>(A drawn, A point, GradientReport report) {}

  static <A> Search<A> of(GradientCheck<A> check, Inputs<A> inputs) {
    var random = new Random(SEED);
    int noisy = 0;
    for (int k = 0; k < POINTS; k++) {
      int size = 1 + k * LARGEST / POINTS;
      A x = inputs.draw(size, random);
      Verdict verdict = check.verdict(x);
      if (verdict == Verdict.WRONG) {
        var shrinker = new Shrinker<A>(y -> check.verdict(y) == Verdict.WRONG);
        A small = shrinker.shrink(inputs, size, x);
        return new Search<>(
            k + 1, noisy, Optional.of(new Counterexample<>(x, small, check.at(small))));
      }
      noisy += verdict == Verdict.NOISY ? 1 : 0;
    }
    return new Search<>(POINTS, noisy, Optional.empty());
  }

  /// {@return this search, if it found no point at which the gradient is wrong}
  ///
  /// @throws AssertionError with this search's text, if it found one
  public Search<A> orThrow() {
    if (counterexample.isPresent()) {
      throw new AssertionError(toString());
    }
    return this;
  }

  /// {@return the smallest failing point and the check there; else how many points were checked}
  @Override
  public String toString() {
    return counterexample
        .map(found ->
            "gradient wrong at random point %d; the smallest like it is\n%s%s"
                .formatted(tried, numbers(found.point()), found.report()))
        .orElse("gradient right at %d random points, NOISY at %d".formatted(tried - noisy, noisy));
  }

  private static String numbers(Object tree) {
    List<String> names = Tree.names(tree);
    List<Tensor> tensors = Tree.tensors(tree);
    return IntStream.range(0, names.size())
        .mapToObj(
            i -> "  %s %s = %s\n".formatted(names.get(i), tensors.get(i).type(), tensors.get(i)))
        .collect(Collectors.joining());
  }
}
