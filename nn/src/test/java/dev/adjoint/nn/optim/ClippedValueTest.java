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

final class ClippedValueTest {
  /// Twenty steps beside the rule, written down for one number.
  @Property(seed = "1", tries = 50)
  void followsItsRule(@ForAll long seed) {
    double[] g = Key.of(seed).normal(TensorType.f64(20)).toDoubleArray();
    double w = 1;
    double v = 0;
    for (int t = 1; t <= 20; t++) {
      double x = g[t - 1];
      v = 0.8 * v - 0.1 * Math.clamp(x, -0.5, 0.5);
      w += v;
      assertThat(fed(new ClippedValue(0.5, new Momentum(0.1, 0.8)), Arrays.copyOf(g, t)))
          .isCloseTo(w, within(1e-11));
    }
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClippedValue(0, new Sgd(1)))
        .withMessage("ClippedValue with limit 0.0: it must be finite and above 0");
  }
}
