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

final class AdaDeltaTest {
  /// Twenty steps beside the rule, written down for one number.
  @Property(seed = "1", tries = 50)
  void followsItsRule(@ForAll long seed) {
    double[] g = Key.of(seed).normal(TensorType.f64(20)).toDoubleArray();
    double w = 1;
    double h = 0;
    double s = 0;
    for (int t = 1; t <= 20; t++) {
      double x = g[t - 1];
      h = 0.95 * h + 0.05 * x * x;
      double d = x * Math.sqrt(s + 1e-6) / Math.sqrt(h + 1e-6);
      s = 0.95 * s + 0.05 * d * d;
      w -= d;
      assertThat(fed(new AdaDelta(), Arrays.copyOf(g, t))).isCloseTo(w, within(1e-11));
    }
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaDelta(1, 0.9, -1))
        .withMessage("AdaDelta with epsilon -1.0: it must be finite and not negative");
  }
}
