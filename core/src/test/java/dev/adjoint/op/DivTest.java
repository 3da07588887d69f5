package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static dev.adjoint.op.Reference.accurate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
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

  /// By `b` they are `−a/b²` and `2a/b³`, numbers though `1/b²` overflows.
  @Example
  void derivativesByATinyDivisor() {
    accurate(slope(1e-320, 1), 2, "1e-310 -9.999888671826891154798516e+299");
    accurate(slope(1e-300, 1), 2, "1e-200 -1.000000000000000060858567e+100");
    accurate(slope(1e-300, 2), 4, "1e-200 2.000000000000000157516609e+300");
    assertThat(slope(0, 1).applyAsDouble(5e-324)).isZero();
    assertThat(slope(0, 2).applyAsDouble(1e-200)).isZero();
  }

  private static DoubleUnaryOperator slope(double a, int order) {
    return Reference.derivative(b -> scalar(a).div(b), order);
  }
}
