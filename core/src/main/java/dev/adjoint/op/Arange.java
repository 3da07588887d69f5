package dev.adjoint.op;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;

/// Whole numbers in equal steps, a constant `i32[n]`.
public final class Arange {
  private Arange() {}

  /// {@return `0, 1, …, n − 1`}
  ///
  /// @param n how many
  /// @throws IllegalArgumentException if it is negative
  public static Tensor of(int n) {
    if (n < 0) {
      throw new IllegalArgumentException(
          "arange of %d: a number of elements is not negative".formatted(n));
    }
    return of(0, n, 1);
  }

  /// {@return `from, from + step, …` before `to`; nothing if the step leads away from it}
  ///
  /// @param from the first number
  /// @param to the number that is not reached any more
  /// @param step the distance, not 0
  /// @throws IllegalArgumentException if the step is 0
  public static Tensor of(int from, int to, int step) {
    if (step == 0) {
      throw new IllegalArgumentException(
          "arange from %d to %d: the step is 0; it must be positive or negative"
              .formatted(from, to));
    }
    long count = Math.max(0, Math.ceilDiv((long) to - from, (long) step));
    int[] numbers = new int[Math.toIntExact(count)];
    Arrays.setAll(numbers, i -> from + i * step);
    return Tensor.constant(NDArray.of(numbers));
  }
}
