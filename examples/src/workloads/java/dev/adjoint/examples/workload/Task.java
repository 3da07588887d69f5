package dev.adjoint.examples.workload;

/// A computation that is made again and again.
public interface Task {
  /// Makes it once: a training goes a step on, a function is computed once more.
  void run();

  /// {@return numbers on which all frameworks have to agree: the loss at the first batch; the value
  /// and the sum of the gradient's magnitudes; the sum of the squares of probabilities}
  double[] facts();

  /// {@return the sum of the magnitudes of numbers}
  ///
  /// @param numbers the numbers
  static double magnitude(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += Math.abs(number);
    }
    return sum;
  }

  /// {@return the sum of the squares of numbers}
  ///
  /// @param numbers the numbers
  static double squares(float[] numbers) {
    double sum = 0;
    for (float number : numbers) {
      sum += (double) number * number;
    }
    return sum;
  }
}
