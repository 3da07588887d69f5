package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;

/// Asserts the numbers of a tensor, up to an error relative to the number, or to 1 if it is
/// smaller.
final class Near {
  private Near() {}

  static void near(Tensor actual, double... expected) {
    within(1e-12, actual, expected);
  }

  static void within(double tolerance, Tensor actual, double... expected) {
    NDArray numbers = Adjoint.eval(actual);
    assertThat(numbers.count()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(numbers.value(i))
          .as("element %d of %s", i, numbers)
          .isCloseTo(expected[i], offset(tolerance, expected[i]));
    }
  }

  /// The one number of a tensor.
  static double number(Tensor x) {
    return Adjoint.eval(x).item();
  }

  private static org.assertj.core.data.Offset<Double> offset(double tolerance, double expected) {
    return org.assertj.core.api.Assertions.within(tolerance * Math.max(1, Math.abs(expected)));
  }
}
