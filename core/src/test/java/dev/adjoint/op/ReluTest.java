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
import net.jqwik.api.Example;

final class ReluTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Relu.of(x);
  }

  @Override
  public double value(double x) {
    return x > 0 || Double.isNaN(x) ? x : 0;
  }

  @Example
  void hasTheSlopeZeroAtZero() {
    assertThat(gradient(formula(Relu::of), NDArray.of(-1, -0.0, 0, 2.0)))
        .containsExactly(NDArray.of(0.0, 0, 0, 1));
    assertThat(second(formula(Relu::of), NDArray.of(-1, 0, 2.0)))
        .containsExactly(NDArray.of(0.0, 0, 0));
  }

  @Example
  void chooses() {
    Tensor x = vector(-1, 2);
    Tensor y = Relu.of(x);
    Tensor infinite = Tensor.full(y.type(), Double.POSITIVE_INFINITY);
    assertThat(run(new Relu().pullback(0, y.inputs(), y, infinite)))
        .isEqualTo(NDArray.of(0.0, Double.POSITIVE_INFINITY));
    assertThat(run(new Relu().derivative(x, y))).isEqualTo(NDArray.of(0.0, 1));
    assertThat(run(Relu.of(vector(-0.0)))).isEqualTo(NDArray.of(0.0));
  }

  @Example
  void twiceIsOnce() {
    simplifies(
        formula(x -> Relu.of(Relu.of(x))), "%1: f64[9] = Relu %0\nreturn %1", TensorType.f64(9));
    stays(formula(x -> Relu.of(Neg.of(x))), TensorType.f64(9));
  }
}
