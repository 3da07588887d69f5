package dev.adjoint.nn.optim;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.optim.Walks.fed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ClippedNormTest {
  /// Twenty steps beside the rule, written down for one number.
  @Property(seed = "1", tries = 50)
  void followsItsRule(@ForAll long seed) {
    double[] g = Key.of(seed).normal(TensorType.f64(20)).toDoubleArray();
    double w = 1;
    double v = 0;
    for (int t = 1; t <= 20; t++) {
      double x = g[t - 1];
      v = 0.8 * v - 0.1 * x * Math.min(1, 0.5 / Math.abs(x));
      w += v;
      assertThat(fed(new ClippedNorm(0.5, new Momentum(0.1, 0.8)), Arrays.copyOf(g, t)))
          .isCloseTo(w, within(1e-11));
    }
  }

  @Test
  void theNormIsOfAllParametersTogether() {
    var point = new Walks.Point(Tensor.vector(3, 0), Tensor.scalar(4).cast(DType.FLOAT32));
    assertThat(eval(ClippedNorm.norm(point)).item()).isEqualTo(5);
    var clipped = new ClippedNorm(1, new Sgd(1));
    var update = clipped.update(point, clipped.init(point), point);
    assertThat(eval(update.params().x()).toDoubleArray()).containsExactly(3 - 0.6, 0);
    assertThat(eval(update.params().y()).item()).isCloseTo(4 - 0.8, within(1e-6));
    var still = new Walks.Point(Tensor.vector(0, 0), Tensor.scalar(0));
    assertThat(eval(clipped.update(still, clipped.init(still), still).params().x()).toDoubleArray())
        .containsExactly(0, 0);
  }

  @Test
  void theSquaresOfLargeFloatsAreNotInfinite() {
    Tensor huge = Tensor.vector(3e30, 4e30).cast(DType.FLOAT32);
    assertThat(eval(ClippedNorm.norm(huge)).item()).isCloseTo(5e30, within(1e24));
    var clipped = new ClippedNorm(1, new Sgd(1));
    var update = clipped.update(huge, clipped.init(huge), Tensor.vector(0, 0).cast(DType.FLOAT32));
    assertThat(eval(update.params()).toDoubleArray()[1]).isCloseTo(-0.8, within(1e-6));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClippedNorm(-1, new Sgd(1)))
        .withMessage("ClippedNorm with limit -1.0: it must be finite and above 0");
  }
}
