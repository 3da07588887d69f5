package dev.adjoint.nn.loss;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sigmoid;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class SigmoidWithLossTest {
  @Property(seed = "1", tries = 20)
  void keepsTheContractOfLosses(@ForAll long seed) {
    Tensor t = Tensor.constant(eval(Sigmoid.of(normal(seed + 1, 2, 3))));
    LossContract.checkReduced(SigmoidWithLoss::of, normal(seed, 2, 3), t);
  }

  @Property(seed = "1", tries = 50)
  void isTheBinaryCrossEntropy(@ForAll long seed) {
    double z = normal(seed, 1).value().value(0) * 3;
    double p = 1 / (1 + Math.exp(-z));
    for (double t : new double[] {0, 1, 0.3}) {
      double wanted = -t * Math.log(p) - (1 - t) * Math.log(1 - p);
      assertThat(eval(SigmoidWithLoss.of(Tensor.vector(z), Tensor.vector(t))).item())
          .isCloseTo(wanted, within(1e-12 * (1 + wanted)));
    }
  }

  @Test
  void largeLogitsLoseNothing() {
    Tensor z = Tensor.vector(800, -800, 800, -800);
    Tensor t = Tensor.vector(0, 1, 1, 0);
    assertThat(eval(SigmoidWithLoss.of(z, t, Reduction.NONE)).toDoubleArray())
        .containsExactly(800, 800, 0, 0);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigmoidWithLoss.of(normal(0, 4, 1), normal(0, 4)))
        .withMessage(
            "SigmoidWithLoss of f64[4,1] and f64[4]: predictions and targets must be of one type, f32"
                + " or f64; reshape or cast one");
  }
}
