package dev.adjoint.op;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;

/// Evenly spaced numbers, both ends included, a constant `f64[n]`.
public final class Linspace {
  private Linspace() {}

  /// {@return `count` numbers from `from` to `to`; the ends are exact, and one number is `from`}
  ///
  /// @param from the first number
  /// @param to the last number
  /// @param count how many
  /// @throws IllegalArgumentException if the count is negative
  public static Tensor of(double from, double to, int count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "linspace of %d: a number of elements is not negative".formatted(count));
    }
    double[] numbers = new double[count];
    double intervals = Math.max(1, count - 1);
    Arrays.setAll(numbers, i -> from * ((intervals - i) / intervals) + to * (i / intervals));
    return Tensor.constant(NDArray.of(numbers));
  }
}
