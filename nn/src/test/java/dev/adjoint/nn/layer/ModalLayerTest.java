package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Tensor;
import org.junit.jupiter.api.Test;

final class ModalLayerTest {
  @Test
  void isInEvaluationUnlessToldOtherwise() {
    ModalLayer layer = (x, pass) -> pass.isTraining() ? x.times(-1) : x;
    assertThat(eval(layer.apply(Tensor.scalar(2))).item()).isEqualTo(2);
    assertThat(eval(layer.apply(Tensor.scalar(2), Pass.training())).item()).isEqualTo(-2);
    Sequential inside = Sequential.of(layer);
    assertThat(eval(inside.apply(Tensor.scalar(2))).item()).isEqualTo(2);
    assertThat(eval(inside.apply(Tensor.scalar(2), Pass.training())).item()).isEqualTo(-2);
  }
}
