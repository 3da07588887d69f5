package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class SwapAxesTest {
  @Example
  void twoAxesAreSwapped() {
    Tensor x = variable(TensorType.f64(2, 3, 4));
    assertThat(SwapAxes.of(x, 0, -1).shape()).isEqualTo(Shape.of(4, 3, 2));
    assertThat(SwapAxes.of(x, -3, 2).op()).isEqualTo(new Transpose(List.of(2, 1, 0)));
    assertThat(SwapAxes.of(x, 1, 1)).isSameAs(x);
    Tensor a = matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    assertThat(run(SwapAxes.of(a, 0, -1))).isEqualTo(NDArray.of(1.0, 4, 2, 5, 3, 6).reshape(3, 2));
    OpContract.holds(
        formula(v -> SwapAxes.of(v, 0, 2)), Numbers.smooth().array(TensorType.f64(2, 3, 4), 7));
  }

  @Example
  void otherAxesAreErrors() {
    rejects(
        () -> SwapAxes.of(variable(TensorType.f64(2)), 0, 1),
        "swapaxes of f64[2]: axis 1 does not exist in shape [2] of rank 1");
  }
}
