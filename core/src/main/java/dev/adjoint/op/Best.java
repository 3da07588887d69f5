package dev.adjoint.op;

import java.util.function.IntToDoubleFunction;

/// What makes a number the best of several: the first of those that no other beats wins, and a NaN
/// beats every number.
@FunctionalInterface
interface Best {
  /// The largest number is the best.
  Best LARGEST = (value, best) -> value > best;

  /// Whether a number is better than the best so far, neither being NaN.
  boolean beats(double value, double best);

  /// Whether a number takes the place of the best so far.
  default boolean wins(double value, double best) {
    return !Double.isNaN(best) && (Double.isNaN(value) || beats(value, best));
  }

  /// The place of the best of some numbers.
  default int place(int count, IntToDoubleFunction numbers) {
    int place = 0;
    double best = numbers.applyAsDouble(0);
    for (int k = 1; k < count; k++) {
      double value = numbers.applyAsDouble(k);
      if (wins(value, best)) {
        best = value;
        place = k;
      }
    }
    return place;
  }
}
