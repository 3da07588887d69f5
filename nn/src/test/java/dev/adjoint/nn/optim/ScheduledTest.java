package dev.adjoint.nn.optim;

import static dev.adjoint.nn.optim.Walks.fed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ScheduledTest {
  /// Twenty steps beside the rule, written down for one number.
  @Property(seed = "1", tries = 50)
  void followsItsRule(@ForAll long seed) {
    double[] g = Key.of(seed).normal(TensorType.f64(20)).toDoubleArray();
    double w = 1;
    double h = 0;
    for (int t = 1; t <= 20; t++) {
      double x = g[t - 1];
      h += x * x;
      w -= 0.1 * Math.pow(0.9, t - 1) * x / (Math.sqrt(h) + 1e-7);
      assertThat(
              fed(new Scheduled(Schedule.exponential(0.9), new AdaGrad(0.1)), Arrays.copyOf(g, t)))
          .isCloseTo(w, within(1e-11));
    }
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Scheduled(Schedule.steps(0, 0.1), new Sgd(1)))
        .withMessage("Schedule.steps with every 0: it must be at least 1");
  }
}
