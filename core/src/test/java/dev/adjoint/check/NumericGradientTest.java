package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class NumericGradientTest {
  @Test
  void theNumericalGradientHasTheFormOfTheArgument() {
    Net net = Net.of(DType.FLOAT64);
    Tensor x = Numbers.smooth().tensor(TensorType.f64(2, 3), 1);
    Function<Net, Tensor> f = n -> n.on(x).squared().sum();
    Net numeric = GradientCheck.numeric(f, net);
    Net analytic = Adjoint.eval(Adjoint.grad(f).apply(net));
    assertThat(numeric.name()).isEqualTo("net");
    assertThat(numeric.classes().value()).isEqualTo(NDArray.of(0, 0));
    Tree.map(
        numeric,
        analytic,
        (n, a) -> {
          assertThat(n.value().toDoubleArray())
              .usingComparatorWithPrecision(1e-9)
              .containsExactly(a.value().toDoubleArray());
          return n;
        });
  }

  @Test
  void theNumericalGradientInSinglePrecision() {
    Tensor x = vector(1, -2, 3).cast(DType.FLOAT32);
    Tensor numeric = GradientCheck.numeric((Tensor t) -> t.squared().sum(), x);
    assertThat(numeric.type()).isEqualTo(TensorType.f32(3));
    assertThat(numeric.value().toDoubleArray())
        .usingComparatorWithPrecision(1e-2)
        .containsExactly(2, -4, 6);
  }

  /// What is taken to f64 before anything is computed is differenced as f64: right to the last
  /// digits of the f32 that it is given in. The step of f32 would be off by 4e-6.
  @Test
  void theNumericalGradientOfWhatIsComputedInDoublePrecision() {
    Tensor x = vector(1, -2, 3).cast(DType.FLOAT32);
    Tensor numeric =
        GradientCheck.numeric((Tensor t) -> t.reshape(3, 1).cast(DType.FLOAT64).exp().sum(), x);
    assertThat(numeric.value().toDoubleArray())
        .usingComparatorWithPrecision(2e-6)
        .containsExactly(Math.exp(1), Math.exp(-2), Math.exp(3));
  }

  @Test
  void theNumericalGradientWithAStepIsThePlainQuotient() {
    double x = 0.7;
    double h = 1e-3;
    double expected = (Math.exp(x + h) - Math.exp(x - h)) / (2 * h);
    double found = GradientCheck.numeric((Tensor t) -> t.exp(), scalar(x), h).value().item();
    assertThat(found).isCloseTo(expected, within(1e-12));
    assertThat(found - Math.exp(x)).isCloseTo(h * h / 6 * Math.exp(x), within(1e-3));
  }

  @Test
  void misuseIsNamed() {
    assertMisuse(
        () -> GradientCheck.numeric((Tensor x) -> x, vector(1, 2)),
        "numeric gradient needs a function to f32[] or f64[], but it returned f64[2]; reduce it with sum() or mean()");
    assertMisuse(
        () -> GradientCheck.numeric((Tensor x) -> x.sum(), vector(1, 2), 0),
        "numeric gradient with step 0.0: it must be positive");
  }

  private static void assertMisuse(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable misuse, String message) {
    assertThatThrownBy(misuse).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static org.assertj.core.data.Percentage within(double share) {
    return org.assertj.core.data.Percentage.withPercentage(100 * share);
  }
}
