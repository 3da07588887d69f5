package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class ExpTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Exp.of(x);
  }

  @Override
  public double value(double x) {
    return Math.exp(x);
  }

  @Example
  void overflowsAndUnderflows() {
    assertThat(run(Exp.of(vector(0, Double.NEGATIVE_INFINITY, 709.8, -746))))
        .isEqualTo(NDArray.of(1, 0, Double.POSITIVE_INFINITY, 0.0));
    assertThat(run(Exp.of(Tensor.constant(NDArray.of(88.8f)))))
        .isEqualTo(NDArray.of(Float.POSITIVE_INFINITY));
  }
}
