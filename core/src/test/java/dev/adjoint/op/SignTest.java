package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class SignTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Sign.of(x);
  }

  @Override
  public double value(double x) {
    return x > 0 ? 1 : x < 0 ? -1 : x;
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32);
  }

  @Example
  void keepsZerosAndIsFlatAtTheJump() {
    assertThat(run(Sign.of(vector(-0.0, 0.0)))).isEqualTo(NDArray.of(-0.0, 0.0));
    assertThat(gradient(formula(Sign::of), NDArray.of(-1, 0, 2.0)))
        .containsExactly(NDArray.of(0.0, 0, 0));
    assertThat(gradient(formula(x -> Sign.of(x).div(0)), NDArray.of(1.0)))
        .containsExactly(NDArray.of(0.0));
  }
}
