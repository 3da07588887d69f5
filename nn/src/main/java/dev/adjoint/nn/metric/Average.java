package dev.adjoint.nn.metric;

/// How rates of classes become one.
public enum Average {
  /// The mean over classes, each counting the same.
  MACRO,
  /// The rate of all rows together, whatever their class; the accuracy, where each row has one.
  MICRO,
  /// The mean over classes, each counting as often as it is there.
  WEIGHTED
}
