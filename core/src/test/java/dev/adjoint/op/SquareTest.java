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

final class SquareTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Square.of(x);
  }

  @Override
  public double value(double x) {
    return x * x;
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32);
  }

  @Override
  public int valueOfInt(int x) {
    return x * x;
  }

  @Example
  void wrapsAndIsNeverMinusZero() {
    assertThat(run(Square.of(Tensor.constant(NDArray.of(65536, 46341)))))
        .isEqualTo(NDArray.of(0, -2147479015));
    assertThat(run(Square.of(vector(-0.0)))).isEqualTo(NDArray.of(0.0));
  }

  @Example
  void theSignOfTheArgumentDoesNotMatter() {
    String square = "%1: f64[9] = Square %0\nreturn %1";
    simplifies(formula(x -> Square.of(Neg.of(x))), square, TensorType.f64(9));
    simplifies(formula(x -> Square.of(Abs.of(x))), square, TensorType.f64(9));
    simplifies(formula(x -> Square.of(Abs.of(x))), square.replace("f64", "i32"), TensorType.i32(9));
    stays(formula(x -> Square.of(Exp.of(x))), TensorType.f64(9));
  }
}
