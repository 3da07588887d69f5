package dev.adjoint.nn.loss;

import static dev.adjoint.Adjoint.eval;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Tensor;
import org.junit.jupiter.api.Test;

final class ReductionTest {
  @Test
  void keepsAveragesOrSums() {
    Tensor losses = Tensor.vector(1, 2, 6);
    assertThat(eval(Reduction.NONE.of(losses))).isEqualTo(eval(losses));
    assertThat(eval(Reduction.MEAN.of(losses)).item()).isEqualTo(3);
    assertThat(eval(Reduction.SUM.of(losses)).item()).isEqualTo(9);
  }
}
