package dev.adjoint.nn.optim;

import java.util.function.DoubleFunction;

/// A step along a line that satisfies the strong Wolfe conditions: `φ(a) ≤ φ(0) + c₁ a φ′(0)` and
/// `|φ′(a)| ≤ c₂ |φ′(0)|`. Source: Nocedal, Wright, *Numerical Optimization*, 2nd ed. (2006),
/// algorithms 3.5 and 3.6, with the cubic of equation 3.59.
///
/// @param phi the function along the line
/// @param start its point at 0, where it falls
/// @param most how many points may be looked at
/// @param <E> what belongs to a point
record LineSearch<E>(DoubleFunction<Point<E>> phi, Point<E> start, int most) {
  private static final double C1 = 1e-4;
  private static final double C2 = 0.9;

  /// How far from the ends of an interval the next point must be, as a part of it.
  private static final double MARGIN = 0.1;

  /// A point of the function.
  ///
  /// @param step where, `a`
  /// @param value `φ(a)`
  /// @param slope `φ′(a)`
  /// @param at what belongs to it
  record Point<E>(double step, double value, double slope, E at) {}

  /// {@return a point that satisfies the conditions; the best one seen, where none was found}
  Point<E> from(double first) {
    Point<E> before = start;
    double step = first;
    for (int seen = 1; seen <= most; seen++) {
      Point<E> now = phi.apply(step);
      if (isTooHigh(now) || seen > 1 && now.value() >= before.value()) {
        return zoom(before, now, most - seen);
      }
      if (isFlat(now)) {
        return now;
      }
      if (now.slope() >= 0) {
        return zoom(now, before, most - seen);
      }
      before = now;
      step *= 2;
    }
    return before;
  }

  /// Between a point that is low enough and one that is not, or behind the valley.
  private Point<E> zoom(Point<E> lowest, Point<E> other, int left) {
    Point<E> low = lowest;
    Point<E> high = other;
    for (int seen = 0; seen < left && high.step() != low.step(); seen++) {
      Point<E> now = phi.apply(between(low, high));
      if (isTooHigh(now) || now.value() >= low.value()) {
        high = now;
      } else if (isFlat(now)) {
        return now;
      } else {
        if (now.slope() * (high.step() - low.step()) >= 0) {
          high = low;
        }
        low = now;
      }
    }
    return low;
  }

  /// NaN is too high.
  private boolean isTooHigh(Point<E> now) {
    return !(now.value() <= start.value() + C1 * now.step() * start.slope());
  }

  private boolean isFlat(Point<E> now) {
    return Math.abs(now.slope()) <= -C2 * start.slope();
  }

  /// The minimum of the cubic through both points; the middle, where that is too near to an end.
  private static <E> double between(Point<E> a, Point<E> b) {
    double d1 = a.slope() + b.slope() - 3 * (a.value() - b.value()) / (a.step() - b.step());
    double d2 = Math.signum(b.step() - a.step()) * Math.sqrt(d1 * d1 - a.slope() * b.slope());
    double step =
        b.step() - (b.step() - a.step()) * (b.slope() + d2 - d1) / (b.slope() - a.slope() + 2 * d2);
    double margin = MARGIN * Math.abs(b.step() - a.step());
    double from = Math.min(a.step(), b.step()) + margin;
    double to = Math.max(a.step(), b.step()) - margin;
    return step >= from && step <= to ? step : (a.step() + b.step()) / 2;
  }
}
