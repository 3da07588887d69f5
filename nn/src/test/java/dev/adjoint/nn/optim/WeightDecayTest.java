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

final class WeightDecayTest {
  /// Twenty steps beside the rule, written down for one number.
  @Property(seed = "1", tries = 50)
  void followsItsRule(@ForAll long seed) {
    double[] g = Key.of(seed).normal(TensorType.f64(20)).toDoubleArray();
    double w = 1;
    double v = 0;
    for (int t = 1; t <= 20; t++) {
      double x = g[t - 1];
      v = 0.8 * v - 0.1 * (x + 0.3 * w);
      w += v;
      assertThat(fed(new WeightDecay(0.3, new Momentum(0.1, 0.8)), Arrays.copyOf(g, t)))
          .isCloseTo(w, within(1e-11));
    }
  }

  @Test
  void choosesParametersByName() {
    var point = new Walks.Point(Tensor.scalar(2), Tensor.scalar(3));
    var zeros = new Walks.Point(Tensor.scalar(0), Tensor.scalar(0));
    var decay = new WeightDecay(0.1, "y", new Sgd(1));
    var next = decay.update(zeros, decay.init(point), point).params();
    assertThat(eval(next.x()).item()).isEqualTo(2);
    assertThat(eval(next.y()).item()).isCloseTo(2.7, within(1e-15));
  }

  @Test
  void misuseIsNamed() {
    var point = new Walks.Point(Tensor.scalar(2), Tensor.scalar(3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeightDecay(0.1, ".*wieght", new Sgd(1)).init(point))
        .withMessage("weight decay of '.*wieght' matches no parameter; there are [x, y]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeightDecay(-1, new Sgd(1)))
        .withMessage("WeightDecay with decay -1.0: it must be finite and not negative");
  }
}
