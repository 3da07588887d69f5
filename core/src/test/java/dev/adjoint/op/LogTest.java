package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class LogTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Log.of(x);
  }

  @Override
  public double value(double x) {
    return Math.log(x);
  }

  @Override
  public Numbers smooth() {
    return Numbers.positive();
  }

  @Example
  void isNoNumberBelowZero() {
    assertThat(run(Log.of(vector(1, 0, -0.0, -1))))
        .isEqualTo(NDArray.of(0, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN));
  }
}
