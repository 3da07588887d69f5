package dev.adjoint.nn.optim;

import static dev.adjoint.nn.optim.Walks.UP_THE_SLOPE;
import static dev.adjoint.nn.optim.Walks.assertAt;
import static dev.adjoint.nn.optim.Walks.fed;
import static dev.adjoint.nn.optim.Walks.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RmsPropTest {
  @Test
  void walksTheBooksValley() {
    assertAt(run(new RmsProp(.1), Walks::valley, UP_THE_SLOPE, 30), -.697420, 1.5e-8);
  }

  /// Twenty steps beside the rule, written down for one number.
  @Property(seed = "1", tries = 50)
  void followsItsRule(@ForAll long seed) {
    double[] g = Key.of(seed).normal(TensorType.f64(20)).toDoubleArray();
    double w = 1;
    double h = 0;
    for (int t = 1; t <= 20; t++) {
      double x = g[t - 1];
      h = 0.9 * h + 0.1 * x * x;
      w -= 0.1 * x / (Math.sqrt(h) + 1e-7);
      assertThat(fed(new RmsProp(0.1, 0.9, 1e-7), Arrays.copyOf(g, t))).isCloseTo(w, within(1e-11));
    }
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RmsProp(0.1, 1, 0))
        .withMessage("RmsProp with decay 1.0: it must be in [0, 1)");
  }
}
