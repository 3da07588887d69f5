package dev.adjoint.check;

import java.util.EnumSet;
import java.util.Set;

/// How to check.
///
/// @param aspects what to look at
/// @param tolerance the relative error allowed; 0 means the usual one
/// @param step the step relative to `max(|x|, 1)`; 0 means the usual one
/// @param directions along how many random directions
/// @param elements how many elements of each input
record Settings(Set<Aspect> aspects, double tolerance, double step, int directions, int elements) {
  static final Settings USUAL = new Settings(Set.of(Aspect.REVERSE), 0, 0, 4, 1000);

  /// Keeps a copy of the aspects.
  Settings {
    aspects = Set.copyOf(aspects);
    require(tolerance >= 0 && tolerance < 1, "tolerance %s: it must be between 0 and 1", tolerance);
    require(step >= 0 && step < 1, "step %s: it must be between 0 and 1", step);
    require(directions > 0, "directions %s: there must be at least 1", directions);
    require(elements > 0, "elements %s: there must be at least 1", elements);
  }

  static void require(boolean fact, String message, Object value) {
    if (!fact) {
      throw new IllegalArgumentException("gradient check with " + message.formatted(value));
    }
  }

  /// Order 1 takes the second order away again.
  Settings withOrder(int order) {
    require(order == 1 || order == 2, "order %s: it must be 1 or 2", order);
    Set<Aspect> others = EnumSet.copyOf(aspects);
    if (order == 2) {
      others.add(Aspect.SECOND);
    } else {
      others.remove(Aspect.SECOND);
    }
    return new Settings(others, tolerance, step, directions, elements);
  }

  Settings withAspects(Aspect... more) {
    Set<Aspect> all = EnumSet.copyOf(aspects);
    all.addAll(Set.of(more));
    return new Settings(all, tolerance, step, directions, elements);
  }

  /// For each op on its own: fewer points, and besides the first order the aspect in question.
  Settings forNodes(Aspect aspect) {
    Set<Aspect> wanted = EnumSet.of(Aspect.REVERSE, Aspect.LINEARITY, aspect);
    wanted.remove(Aspect.SECOND);
    return new Settings(wanted, tolerance, step, Math.min(directions, 2), Math.min(elements, 100));
  }

  Settings withTolerance(double tolerance) {
    require(tolerance != 0, "tolerance %s: it must be between 0 and 1", tolerance);
    return new Settings(aspects, tolerance, step, directions, elements);
  }

  Settings withStep(double step) {
    require(step != 0, "step %s: it must be between 0 and 1", step);
    return new Settings(aspects, tolerance, step, directions, elements);
  }

  Settings withDirections(int directions) {
    return new Settings(aspects, tolerance, step, directions, elements);
  }

  Settings withElements(int elements) {
    return new Settings(aspects, tolerance, step, directions, elements);
  }
}
