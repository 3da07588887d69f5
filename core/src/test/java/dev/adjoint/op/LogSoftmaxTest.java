package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import net.jqwik.api.Example;

final class LogSoftmaxTest implements AlongAxisContract {
  @Override
  public Tensor of(Tensor x, int axis) {
    return LogSoftmax.of(x, axis);
  }

  @Override
  public Tensor of(Tensor x) {
    return LogSoftmax.of(x);
  }

  @Override
  public double element(double[] row, int k) {
    return row[k] - Math.log(Arrays.stream(row).map(Math::exp).sum());
  }

  @Example
  void specialValues() {
    double none = Double.NEGATIVE_INFINITY;
    assertThat(run(LogSoftmax.of(vector(0, none, 0))))
        .isEqualTo(NDArray.of(-Math.log(2), none, -Math.log(2)));
    assertThat(run(LogSoftmax.of(vector(none, none))))
        .isEqualTo(NDArray.of(Double.NaN, Double.NaN));
    assertThat(run(LogSoftmax.of(vector(0, -1000)))).isEqualTo(NDArray.of(0, -1000.0));
  }

  @Example
  void listing() {
    assertThat(OpContract.listing(formula(x -> LogSoftmax.of(x, 0)), TensorType.f32(2, 3)))
        .isEqualTo("%1: f32[2,3] = LogSoftmax[axis=0] %0");
  }
}
