package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.eval;

import dev.adjoint.graph.Tensor;

/// Numbers of a program beside the same numbers found in another way.
///
/// @param what what the numbers are, and what they are compared with
/// @param value one of them, that of the largest error
/// @param error the largest error, relative to the largest number if that is beyond 1
/// @param tolerance what the error may be
public record Check(String what, double value, double error, double tolerance) {
  /// {@return a comparison of numbers}
  ///
  /// @param what what they are, and what they are compared with
  /// @param actual those of the program
  /// @param expected those found in another way
  /// @param tolerance what the error may be
  /// @throws IllegalArgumentException if there are not as many of the one as of the other
  static Check of(String what, double[] actual, double[] expected, double tolerance) {
    if (actual.length != expected.length) {
      throw new IllegalArgumentException(
          "%s: %d numbers beside %d".formatted(what, actual.length, expected.length));
    }
    double scale = 1;
    int worst = 0;
    for (int i = 0; i < actual.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      worst = error(actual, expected, i) > error(actual, expected, worst) ? i : worst;
    }
    return new Check(what, actual[worst], error(actual, expected, worst) / scale, tolerance);
  }

  /// An error that is not a number is the largest of all.
  private static double error(double[] actual, double[] expected, int i) {
    double error = Math.abs(actual[i] - expected[i]);
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  static Check of(String what, double actual, double expected, double tolerance) {
    return of(what, new double[] {actual}, new double[] {expected}, tolerance);
  }

  static Check of(String what, Tensor actual, double expected, double tolerance) {
    return of(what, eval(actual).item(), expected, tolerance);
  }

  static Check of(String what, Tensor actual, double[] expected, double tolerance) {
    return of(what, eval(actual).toDoubleArray(), expected, tolerance);
  }

  static Check of(String what, Tensor actual, Tensor expected, double tolerance) {
    return of(what, actual, eval(expected).toDoubleArray(), tolerance);
  }

  /// {@return whether the error is within its tolerance}
  public boolean isPassed() {
    return error <= tolerance;
  }
}
