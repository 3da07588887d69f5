package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class MaximumTest implements BinaryContract.Smooth {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return Maximum.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return Math.max(a, b);
  }

  @Example
  void equalsShareTheCotangent() {
    List<NDArray> gradients =
        gradient(formula(Maximum::of), NDArray.of(3, 1, 2.0), NDArray.of(1, 3, 2.0));
    assertThat(gradients).containsExactly(NDArray.of(1, 0, 0.5), NDArray.of(0, 1, 0.5));
    assertThat(second(formula(Maximum::of), NDArray.of(2.0), NDArray.of(2.0)))
        .containsExactly(NDArray.of(0.0), NDArray.of(0.0));
    Tensor x = vector(3, 1, 2);
    Tensor z = vector(1, 3, 2);
    assertThat(run(new Maximum().derivative(0, x, z, Maximum.of(x, z))))
        .isEqualTo(NDArray.of(1, 0, 0.5));
  }

  @Example
  void nanWinsAndZerosAreOrdered() {
    assertThat(run(Maximum.of(vector(Double.NaN, 1, -0.0), vector(1, Double.NaN, 0.0))))
        .isEqualTo(NDArray.of(Double.NaN, Double.NaN, 0.0));
    assertThat(gradient(formula(Maximum::of), NDArray.of(Double.NaN), NDArray.of(1.0)))
        .containsExactly(NDArray.of(0.0), NDArray.of(0.0));
  }

  @Example
  void ofOneTensorIsItself() {
    simplifies(formula(x -> Maximum.of(x, x)), "return %0", TensorType.f64(9));
    stays(formula((a, b) -> Maximum.of(a, b)), TensorType.f64(9), TensorType.f64(9));
  }
}
