package dev.adjoint.nn.loss;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.nn.Differences.assertGradient;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SumOfSquaresTest {
  @Property(seed = "1", tries = 100)
  void addsUpHalfTheSquaredErrors(
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll long seed) {
    Tensor y = normal(seed, rows, columns);
    Tensor t = normal(seed + 1, rows, columns);
    double sum = 0;
    for (int i = 0; i < y.type().count(); i++) {
      sum += Math.pow(y.value().value(i) - t.value().value(i), 2);
    }
    assertThat(eval(SumOfSquares.of(y, t)).item()).isCloseTo(sum / 2, within(1e-13 * (1 + sum)));
  }

  @Property(seed = "1", tries = 50)
  void itsGradientIsTheErrorAndTheNumericalOne(@ForAll long seed) {
    Tensor y = normal(seed, 2, 3);
    Tensor t = normal(seed + 1, 2, 3);
    assertThat(eval(grad((Tensor p) -> SumOfSquares.of(p, t)).apply(y)).toDoubleArray())
        .usingComparatorWithPrecision(1e-15)
        .containsExactly(eval(y.minus(t)).toDoubleArray());
    assertGradient(p -> SumOfSquares.of(p, t), y);
    assertGradient(target -> SumOfSquares.of(y, target), t);
  }

  @Test
  void givesTheBooksNumbers() {
    Tensor t = vector(0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    Tensor right = vector(.1, .1, .6, .1, .1, 0, 0, 0, 0, 0);
    Tensor wrong = vector(.1, .1, .1, .1, .6, 0, 0, 0, 0, 0);
    assertThat(eval(SumOfSquares.of(right, t)).item())
        .isCloseTo(0.10000000000000003, within(2e-17));
    assertThat(eval(SumOfSquares.of(wrong, t)).item()).isCloseTo(0.6000000000000001, within(2e-16));
  }

  @Property(seed = "1", tries = 20)
  void keepsTheContractOfLosses(@ForAll long seed) {
    Tensor y = normal(seed, 2, 3);
    Tensor t = normal(seed + 1, 2, 3);
    LossContract.checkReduced(SumOfSquares::of, y, t);
    LossContract.check((a, b) -> SumOfSquares.of(a, b), y, t);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SumOfSquares.of(normal(0, 4, 1), normal(0, 4)))
        .withMessage(
            "SumOfSquares of f64[4,1] and f64[4]: predictions and targets must be of one type, f32"
                + " or f64; reshape or cast one");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SumOfSquares.of(Tensor.zeros(TensorType.i32(4)), Tensor.zeros(TensorType.i32(4))))
        .withMessageStartingWith("SumOfSquares of i32[4] and i32[4]: predictions and");
  }
}
