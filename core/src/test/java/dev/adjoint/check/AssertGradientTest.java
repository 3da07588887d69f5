package dev.adjoint.check;

import static dev.adjoint.check.GradientCheck.assertGradient;
import static dev.adjoint.check.GradientCheck.assertNotWrong;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sin;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.junit.jupiter.api.Test;

class AssertGradientTest {
  @Test
  void aRightGradientPasses() {
    assertGradient(Sin::of, vector(1, 2));
    assertNotWrong(Sin::of, vector(1, 2));
  }

  @Test
  void aWrongOneThrowsTheReport() {
    assertThatThrownBy(() -> assertGradient((Tensor x) -> new WrongOps.Clipped().on(x), scalar(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("gradient check: WRONG (f64,")
        .hasMessageContaining("op by op: 1 of 1 rules is wrong\n  %1: f64[] = Clipped %0\n");
    assertThatThrownBy(
            () -> assertNotWrong((Tensor x) -> new WrongOps.WrongAtOrderTwo().on(x), scalar(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("worst: order 2,");
  }

  @Test
  void aKinkFailsOnlyWhereThePointIsChosen() {
    assertThatThrownBy(() -> assertGradient(Relu::of, vector(0, 1)))
        .hasMessageStartingWith("gradient check: NOISY (f64,");
    assertThatCode(() -> assertNotWrong(Relu::of, vector(0, 1))).doesNotThrowAnyException();
  }

  @Property(seed = "1", tries = 50)
  void aPropertyInOneLine(@ForAll("vectors") Tensor x) {
    assertNotWrong(t -> Sin.of(t).times(Relu.of(t)), x);
  }

  @Property(seed = "1", tries = 50)
  @AddLifecycleHook(FailsAtOne.class)
  void aPropertyThatFailsShrinks(@ForAll("vectors") Tensor x) {
    assertNotWrong(t -> new SearchTest.WrongAboveOne().on(t), x);
  }

  @Provide
  Arbitrary<Tensor> vectors() {
    return Arbitraries.doubles()
        .between(-2, 2)
        .ofScale(2)
        .array(double[].class)
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(Tensor::vector);
  }

  /// jqwik must find that the gradient is wrong, and that one number just above 1 shows it.
  static class FailsAtOne implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(
        PropertyLifecycleContext context, PropertyExecutor property) {
      PropertyExecutionResult result = property.execute();
      assertThat(result.status()).isEqualTo(PropertyExecutionResult.Status.FAILED);
      List<Object> sample = result.falsifiedParameters().orElseThrow();
      assertThat(((Tensor) sample.getFirst()).value().toDoubleArray()).containsExactly(1.01);
      return result.mapToSuccessful();
    }
  }
}
