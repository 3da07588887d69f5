package dev.adjoint.nn.optim;

import dev.adjoint.Tree;

/// Which optimiser may be inside of which: those that keep something to be asked for, the mean of
/// [Averaged] and the rate of [Rated], must see the parameters that are taken, and be found.
final class Nesting {
  private Nesting() {}

  /// Checks that no mean is kept inside.
  ///
  /// @param outer the name of the optimiser outside
  /// @param inner what is inside, records of optimisers
  /// @param reason why not, and the way out
  static void withoutMean(String outer, Object inner, String reason) {
    without(Averaged.class, outer, inner, reason);
  }

  /// Checks that no rate is kept inside.
  static void withoutRate(String outer, Object inner, String reason) {
    without(Rated.class, outer, inner, reason);
  }

  private static void without(Class<?> kind, String outer, Object inner, String reason) {
    if (!Tree.parts(inner, kind).isEmpty()) {
      throw new IllegalArgumentException(
          "%s around %s: %s".formatted(outer, kind.getSimpleName(), reason));
    }
  }
}
