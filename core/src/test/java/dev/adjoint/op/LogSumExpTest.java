package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import net.jqwik.api.Example;

final class LogSumExpTest implements AlongAxisContract {
  @Override
  public Tensor of(Tensor x, int axis) {
    return LogSumExp.of(x, axis);
  }

  @Override
  public Tensor of(Tensor x) {
    return LogSumExp.of(x);
  }

  @Override
  public double element(double[] row, int k) {
    return Math.log(Arrays.stream(row).map(Math::exp).sum());
  }

  @Override
  public boolean folds() {
    return true;
  }

  @Example
  void specialValues() {
    double none = Double.NEGATIVE_INFINITY;
    assertThat(run(LogSumExp.of(vector(none, none))).item()).isEqualTo(none);
    assertThat(run(LogSumExp.of(vector(none, 3))).item()).isEqualTo(3);
    assertThat(run(LogSumExp.of(vector(0, Double.POSITIVE_INFINITY))).item())
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(run(LogSumExp.of(vector(0, Double.NaN))).item()).isNaN();
    assertThat(gradient(formula(x -> LogSumExp.of(x)), NDArray.of(0, none, 0)))
        .containsExactly(NDArray.of(0.5, 0, 0.5));
    assertThat(gradient(formula(x -> LogSumExp.of(x)), NDArray.of(none, none)))
        .containsExactly(NDArray.of(Double.NaN, Double.NaN));
  }

  @Example
  void keepDims() {
    Tensor x = variable(TensorType.f32(2, 3));
    assertThat(LogSumExp.keepDims(x, -1).type()).isEqualTo(TensorType.f32(2, 1));
    assertThat(LogSumExp.keepDims(x, 0).type()).isEqualTo(TensorType.f32(1, 3));
  }

  @Example
  void listing() {
    assertThat(OpContract.listing(formula(x -> LogSumExp.of(x)), TensorType.f32(2, 3)))
        .isEqualTo("%1: f32[2] = LogSumExp[axis=1] %0");
  }

  @Example
  void theGradientIsTheSoftmaxHoweverLargeTheLogits() {
    NDArray large = NDArray.of(1e16, 1e16);
    assertThat(gradient(formula(x -> LogSumExp.of(x)), large))
        .containsExactly(NDArray.of(0.5, 0.5));
    NDArray mixed = NDArray.of(1e5, 1e5, -1e5);
    assertThat(gradient(formula(x -> LogSumExp.of(x)), mixed))
        .containsExactly(NDArray.of(0.5, 0.5, 0));
  }
}
