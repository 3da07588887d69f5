package dev.adjoint.nn.loss;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.nn.Differences.assertGradient;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Frozen;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.op.Relu;
import org.junit.jupiter.api.Test;

final class PenaltyTest {
  private static final Sequential MODEL =
      Sequential.of(
          Affine.of(Tensor.matrix(new double[] {1, -2}), Tensor.vector(3, 4)),
          Relu::of,
          Affine.of(Tensor.matrix(new double[] {5}, new double[] {6}), Tensor.vector(7)));

  @Test
  void addUpTheChosenParameters() {
    assertThat(eval(Penalty.l2(MODEL, ".*weight")).item()).isEqualTo(1 + 4 + 25 + 36);
    assertThat(eval(Penalty.l1(MODEL, ".*weight")).item()).isEqualTo(1 + 2 + 5 + 6);
    assertThat(eval(Penalty.l2(MODEL, ".*")).item()).isEqualTo(66 + 9 + 16 + 49);
    assertThat(eval(Penalty.l1(MODEL, "layers\\[0\\].bias")).item()).isEqualTo(7);
  }

  @Test
  void whatIsNotTrainedCostsNothing() {
    Sequential frozen = MODEL.with("layers[0]", Frozen::new);
    assertThat(eval(Penalty.l2(frozen, ".*")).item()).isEqualTo(25 + 36 + 49);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Penalty.l1(frozen, "layers\\[0\\].weight"))
        .withMessage(
            "a penalty on 'layers\\[0\\].weight' matches no parameter; there are [layers[2].weight, layers[2].bias]");
  }

  @Test
  void haveTheirGradients() {
    Tensor w = normal(1, 3, 2);
    assertGradient(v -> Penalty.l2(v, "x"), w);
    assertGradient(v -> Penalty.l1(v, "x"), w);
    Sequential slopes = grad((Sequential m) -> Penalty.l2(m, ".*weight")).apply(MODEL);
    assertThat(eval(((Affine) slopes.layers().get(0)).weight()).toDoubleArray())
        .containsExactly(2, -4);
    assertThat(eval(((Affine) slopes.layers().get(0)).bias()).toDoubleArray())
        .containsExactly(0, 0);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Penalty.l2(MODEL, "weights"))
        .withMessage(
            "a penalty on 'weights' matches no parameter; there are [layers[0].weight, layers[0].bias, layers[2].weight, layers[2].bias]");
  }
}
