package dev.adjoint.nn.optim;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.nn.optim.Walks.UP_THE_SLOPE;
import static dev.adjoint.nn.optim.Walks.assertAt;
import static dev.adjoint.nn.optim.Walks.first;
import static dev.adjoint.nn.optim.Walks.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class SgdTest {
  @Test
  void walksTheBooksValley() {
    assertAt(run(new Sgd(.95), Walks::valley, UP_THE_SLOPE, 30), -.350393, .084782);
  }

  private static void assertDescent(double rate, int steps, double x, double y, double tolerance) {
    Tensor end = run(new Sgd(rate), v -> v.squared().sum(), vector(-3, 4), steps);
    assertThat(end.value().at(0)).isCloseTo(x, within(tolerance));
    assertThat(end.value().at(1)).isCloseTo(y, within(tolerance));
  }

  /// `x₀² + x₁²` from (−3, 4): a good learning rate, one too large, one too small.
  @Test
  void descendsAsInTheBook() {
    assertDescent(.1, 20, -.03458765, .04611686, 5e-9);
    assertDescent(.1, 100, -6.1111e-10, 8.1481e-10, 5e-15);
    assertDescent(10, 100, -2.25e128, 3.00e128, 5e125);
    assertDescent(1e-10, 100, -2.99999994, 3.99999992, 5e-9);
  }

  @Property(seed = "1", tries = 200)
  void takesItsFirstStepByFormula(
      @ForAll @DoubleRange(min = -5, max = 5) double w,
      @ForAll @DoubleRange(min = -5, max = 5) double g,
      @ForAll @DoubleRange(min = 0, max = 1) double rate) {
    assertThat(first(new Sgd(rate), w, g)).isCloseTo(w - rate * g, within(1e-14));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sgd(Double.NaN))
        .withMessage("Sgd with learningRate NaN: it must be a finite number");
  }
}
