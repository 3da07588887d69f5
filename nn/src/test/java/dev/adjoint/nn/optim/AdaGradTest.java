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

final class AdaGradTest {
  @Test
  void walksTheBooksValley() {
    assertAt(run(new AdaGrad(1.5), Walks::valley, UP_THE_SLOPE, 30), -.120162, 2.5e-17);
  }

  /// Twenty steps beside the rule, written down for one number.
  @Property(seed = "1", tries = 50)
  void followsItsRule(@ForAll long seed) {
    double[] g = Key.of(seed).normal(TensorType.f64(20)).toDoubleArray();
    double w = 1;
    double h = 0;
    for (int t = 1; t <= 20; t++) {
      double x = g[t - 1];
      h += x * x;
      w -= 0.1 * x / (Math.sqrt(h) + 1e-7);
      assertThat(fed(new AdaGrad(0.1), Arrays.copyOf(g, t))).isCloseTo(w, within(1e-11));
    }
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaGrad(Double.NaN))
        .withMessage("AdaGrad with learningRate NaN: it must be a finite number");
  }
}
