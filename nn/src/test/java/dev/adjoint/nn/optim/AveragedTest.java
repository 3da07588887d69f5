package dev.adjoint.nn.optim;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.optim.Walks.fed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class AveragedTest {
  /// Twenty steps beside the rule, written down for one number.
  @Property(seed = "1", tries = 50)
  void followsItsRule(@ForAll long seed) {
    double[] g = Key.of(seed).normal(TensorType.f64(20)).toDoubleArray();
    double w = 1;
    for (int t = 1; t <= 20; t++) {
      double x = g[t - 1];
      w -= 0.1 * x;
      assertThat(fed(new Averaged(0.9, new Sgd(0.1)), Arrays.copyOf(g, t)))
          .isCloseTo(w, within(1e-11));
    }
  }

  @Test
  void remembersTheMean() {
    var averaged = new Averaged(0.9, new Momentum(0.1));
    Tensor w = Tensor.scalar(1);
    var state = averaged.init(w);
    double mean = 1;
    for (int t = 0; t < 5; t++) {
      var update = averaged.update(Tensor.scalar(t - 3.0), state, w);
      w = update.params();
      state = update.state();
      mean = 0.9 * mean + 0.1 * eval(w).item();
    }
    assertThat(eval(Averaged.mean(state)).item()).isCloseTo(mean, within(1e-14));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Averaged(1, new Sgd(1)))
        .withMessage("Averaged with decay 1.0: it must be in [0, 1)");
  }
}
