package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class DivTest implements BinaryContract.Smooth {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return Div.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return a / b;
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64);
  }

  @Example
  void oneIsNothing() {
    simplifies(formula(x -> x.div(1)), "return %0", TensorType.f64(9));
    simplifies(formula(x -> x.div(-1)), "%1: f32[9] = Neg %0\nreturn %1", TensorType.f32(9));
    stays(formula(x -> x.div(2)), TensorType.f64(9));
  }

  @Example
  void specialValues() {
    assertThat(run(vector(1, -1, 0).div(vector(0, 0, 0))))
        .isEqualTo(NDArray.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN));
    Tensor a = scalar(3);
    Tensor b = scalar(4);
    assertThat(run(new Div().derivative(0, a, b, a.div(b))).item()).isEqualTo(0.25);
    assertThat(run(new Div().derivative(1, a, b, a.div(b))).item()).isEqualTo(-0.1875);
  }
}
