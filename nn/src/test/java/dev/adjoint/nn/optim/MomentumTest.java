package dev.adjoint.nn.optim;

import static dev.adjoint.nn.optim.Walks.UP_THE_SLOPE;
import static dev.adjoint.nn.optim.Walks.assertAt;
import static dev.adjoint.nn.optim.Walks.fed;
import static dev.adjoint.nn.optim.Walks.first;
import static dev.adjoint.nn.optim.Walks.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class MomentumTest {
  @Test
  void walksTheBooksValley() {
    assertAt(run(new Momentum(.1, .9), Walks::valley, UP_THE_SLOPE, 30), .896414, .088086);
  }

  @Property(seed = "1", tries = 200)
  void takesItsFirstStepByFormula(
      @ForAll @DoubleRange(min = -5, max = 5) double w,
      @ForAll @DoubleRange(min = -5, max = 5) double g,
      @ForAll @DoubleRange(min = 0, max = 1) double rate) {
    assertThat(first(new Momentum(rate), w, g)).isCloseTo(w - rate * g, within(1e-14));
  }

  @Property(seed = "1", tries = 100)
  void followsItsRecurrence(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int steps,
      @ForAll @DoubleRange(min = 0, max = 0.99) double kept) {
    double[] g = Key.of(seed).normal(TensorType.f64(steps)).toDoubleArray();
    double w = 1;
    double velocity = 0;
    for (int t = 1; t <= steps; t++) {
      velocity = kept * velocity - 0.1 * g[t - 1];
      w += velocity;
    }
    assertThat(fed(new Momentum(0.1, kept), g)).isCloseTo(w, within(1e-12));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Momentum(0.1, 1))
        .withMessage("Momentum with momentum 1.0: it must be in [0, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Momentum(Double.POSITIVE_INFINITY))
        .withMessage("Momentum with learningRate Infinity: it must be a finite number");
  }
}
