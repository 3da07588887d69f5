package dev.adjoint.nn.optim;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.nn.optim.Walks.UP_THE_SLOPE;
import static dev.adjoint.nn.optim.Walks.assertAt;
import static dev.adjoint.nn.optim.Walks.fed;
import static dev.adjoint.nn.optim.Walks.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.nn.optim.Walks.Point;
import dev.adjoint.random.Key;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class AdamTest {
  /// The book adds its `ε` of 10⁻⁷ to `√v` before the correction of `v` instead of after it (`ε̂`
  /// in section 2 of Adam's paper), which is an `ε` of `ε̂ / √(1 − β₂ᵗ)` that changes from step to
  /// step.
  @Test
  void walksTheBooksValley() {
    Point point = UP_THE_SLOPE;
    var state = new Adam(.3).init(point);
    for (int t = 1; t <= 30; t++) {
      var adam = new Adam(.3, .9, .999, 1e-7 / Math.sqrt(1 - Math.pow(.999, t)));
      var update = adam.update(grad(Walks::valley).apply(point), state, point);
      point = eval(update.params());
      state = eval(update.state());
    }
    assertAt(point, .136007, .318245);
  }

  @Property(seed = "1", tries = 200)
  void takesItsFirstStepByFormula(
      @ForAll @DoubleRange(min = -5, max = 5) double w,
      @ForAll @DoubleRange(min = -5, max = 5) double g,
      @ForAll @DoubleRange(min = 0, max = 1) double rate) {
    // Without the corrections of its means, the first step would be 3.2 times as long.
    assertThat(first(new Adam(rate), w, g))
        .isCloseTo(w - rate * g / (Math.abs(g) + 1e-8), within(1e-12));
  }

  @Property(seed = "1", tries = 100)
  void followsItsRecurrence(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int steps,
      @ForAll @DoubleRange(min = 0, max = 0.99) double kept) {
    double[] g = Key.of(seed).normal(TensorType.f64(steps)).toDoubleArray();
    double w = 1;
    double mean = 0;
    double square = 0;
    for (int t = 1; t <= steps; t++) {
      mean = kept * mean + (1 - kept) * g[t - 1];
      square = 0.99 * square + 0.01 * g[t - 1] * g[t - 1];
      double unbiased = mean / (1 - Math.pow(kept, t));
      w -= 0.1 * unbiased / (Math.sqrt(square / (1 - Math.pow(0.99, t))) + 1e-3);
    }
    assertThat(fed(new Adam(0.1, kept, 0.99, 1e-3), g)).isCloseTo(w, within(1e-12));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(0.1, -0.1, 0.9, 0))
        .withMessage("Adam with beta1 -0.1: it must be in [0, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(0.1, 0.9, 1, 0))
        .withMessage("Adam with beta2 1.0: it must be in [0, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(0.1, 0.9, 0.9, -1))
        .withMessage("Adam with epsilon -1.0: it must be finite and not negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(Double.NaN))
        .withMessage("Adam with learningRate NaN: it must be a finite number");
  }
}
