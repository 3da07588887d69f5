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

final class LionTest {
  /// Twenty steps beside the rule, written down for one number.
  @Property(seed = "1", tries = 50)
  void followsItsRule(@ForAll long seed) {
    double[] g = Key.of(seed).normal(TensorType.f64(20)).toDoubleArray();
    double w = 1;
    double m = 0;
    for (int t = 1; t <= 20; t++) {
      double x = g[t - 1];
      w -= 0.1 * (Math.signum(0.9 * m + 0.1 * x) + 0.2 * w);
      m = 0.99 * m + 0.01 * x;
      assertThat(fed(new Lion(0.1, 0.9, 0.99, 0.2), Arrays.copyOf(g, t)))
          .isCloseTo(w, within(1e-11));
    }
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lion(0.1, 0.9, 0.99, -1))
        .withMessage("Lion with weightDecay -1.0: it must be finite and not negative");
  }
}
