package dev.adjoint.nn.train;

/// Which of two values of a measure is better.
public enum Goal {
  /// The lower one, as of a loss.
  LOW,
  /// The higher one, as of an accuracy.
  HIGH;

  /// {@return whether a value is better than another; NaN is not better than any, and any is better
  /// than NaN}
  ///
  /// @param value the value
  /// @param other the other
  public boolean isBetter(double value, double other) {
    if (Double.isNaN(value) || Double.isNaN(other)) {
      return Double.isNaN(other) && !Double.isNaN(value);
    }
    return this == LOW ? value < other : value > other;
  }
}
