package dev.adjoint.graph;

import static dev.adjoint.Adjoint.eval;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

final class TensorTest {
  private static final Tensor INTS = Tensor.constant(NDArray.of(2, 3));

  private static final Map<String, DoubleFunction<Tensor>> METHODS =
      Map.of(
          "plus", INTS::plus,
          "minus", INTS::minus,
          "times", INTS::times,
          "div", INTS::div,
          "pow", INTS::pow);

  @Test
  void aNumberTakesTheDtypeBesideIt() {
    assertThat(eval(INTS.plus(1))).isEqualTo(NDArray.of(3, 4));
    assertThat(eval(INTS.minus(Integer.MIN_VALUE)).toIntArray()[0])
        .isEqualTo(-2_147_483_646); // wraps
    assertThat(eval(INTS.times(-0.0))).isEqualTo(NDArray.of(0, 0));
    assertThat(eval(INTS.cast(DType.FLOAT32).plus(0.1)))
        .isEqualTo(NDArray.of(new float[] {2 + 0.1f, 3 + 0.1f}));
  }

  /// In Java `2 + 0.5` is a double; an i32 cannot hold it, and a half is not dropped silently.
  @Test
  void beside32BitIntegersThereAreNoOtherNumbers() {
    METHODS.forEach((name, method) -> {
      for (double number : List.of(0.5, -1e-9, 3e9, Double.NaN, Double.POSITIVE_INFINITY)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> method.apply(number))
            .withMessageMatching(
                "(?s)%s of i32\\[2\\] and %s: the number is no i32; convert the tensor with Cast.of\\(x, dtype\\)\n  at TensorTest.java:\\d+ \\(this %s\\)"
                    .formatted(name, number, name));
      }
    });
  }
}
