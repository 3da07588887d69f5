package dev.adjoint.op;

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

final class NegTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Neg.of(x);
  }

  @Override
  public double value(double x) {
    return 0 - x;
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32);
  }

  @Example
  void theSignOfZeroFlips() {
    assertThat(run(Neg.of(vector(0.0, -0.0)))).isEqualTo(NDArray.of(-0.0, 0.0));
    assertThat(run(Neg.of(constant(Integer.MIN_VALUE)))).isEqualTo(NDArray.of(Integer.MIN_VALUE));
  }

  private static Tensor constant(int... values) {
    return Tensor.constant(NDArray.of(values));
  }

  @Example
  void twiceIsNothing() {
    simplifies(formula(x -> Neg.of(Neg.of(x))), "return %0", TensorType.f64(9));
    simplifies(formula(x -> Neg.of(Neg.of(x))), "return %0", TensorType.i32(9));
    stays(formula(x -> Neg.of(Abs.of(x))), TensorType.f64(9));
  }
}
