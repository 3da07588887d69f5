package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class AbsTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Abs.of(x);
  }

  @Override
  public double value(double x) {
    return x < 0 ? -x : x + 0.0;
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32);
  }

  @Example
  void hasTheSlopeZeroAtZero() {
    assertThat(gradient(formula(Abs::of), NDArray.of(-2, -0.0, 0.0, 3)))
        .containsExactly(NDArray.of(-1, -0.0, 0.0, 1));
    assertThat(second(formula(Abs::of), NDArray.of(-2, 0, 3.0)))
        .containsExactly(NDArray.of(0.0, 0, 0));
  }

  @Example
  void specialValues() {
    assertThat(run(Abs.of(vector(-0.0, Double.NEGATIVE_INFINITY))))
        .isEqualTo(NDArray.of(0.0, Double.POSITIVE_INFINITY));
    assertThat(run(Abs.of(Tensor.constant(NDArray.of(-3, Integer.MIN_VALUE)))))
        .isEqualTo(NDArray.of(3, Integer.MIN_VALUE));
  }

  @Example
  void whatIsNotNegativeNeedsNoAbs() {
    simplifies(
        formula(x -> Abs.of(Neg.of(x))), "%1: f64[9] = Abs %0\nreturn %1", TensorType.f64(9));
    simplifies(
        formula(x -> Abs.of(Abs.of(x))), "%1: i32[9] = Abs %0\nreturn %1", TensorType.i32(9));
    simplifies(
        formula(x -> Abs.of(Square.of(x))), "%1: f64[9] = Square %0\nreturn %1", TensorType.f64(9));
    stays(formula(x -> Abs.of(Square.of(x))), TensorType.i32(9));
    stays(formula(x -> Abs.of(Sin.of(x))), TensorType.f64(9));
  }
}
