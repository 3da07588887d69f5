package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import net.jqwik.api.Example;

final class SoftmaxTest implements AlongAxisContract {
  @Override
  public Tensor of(Tensor x, int axis) {
    return Softmax.of(x, axis);
  }

  @Override
  public Tensor of(Tensor x) {
    return Softmax.of(x);
  }

  @Override
  public double element(double[] row, int k) {
    return Math.exp(row[k]) / Arrays.stream(row).map(Math::exp).sum();
  }

  @Example
  void specialValues() {
    double none = Double.NEGATIVE_INFINITY;
    assertThat(run(Softmax.of(vector(0, none, 0)))).isEqualTo(NDArray.of(0.5, 0, 0.5));
    assertThat(run(Softmax.of(vector(none, none)))).isEqualTo(NDArray.of(Double.NaN, Double.NaN));
    assertThat(run(Softmax.of(vector(1, Double.NaN))))
        .isEqualTo(NDArray.of(Double.NaN, Double.NaN));
    assertThat(gradient(formula(x -> Softmax.of(x).squared()), NDArray.of(0, none, 0)))
        .containsExactly(NDArray.of(0.0, -0.0, 0));
  }

  @Example
  void listing() {
    assertThat(OpContract.listing(formula(x -> Softmax.of(x)), TensorType.f32(2, 3)))
        .isEqualTo("%1: f32[2,3] = Softmax[axis=1] %0");
  }
}
