package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import net.jqwik.api.Example;

final class TraceTest {
  @Example
  void sumsOfDiagonals() {
    assertThat(run(Trace.of(matrix(new double[] {1, 2}, new double[] {3, 4}))).item()).isEqualTo(5);
    assertThat(Trace.of(variable(TensorType.f64(5, 2, 3))).shape()).isEqualTo(Shape.of(5));
    assertThat(gradient(formula(x -> Trace.of(x)), NDArray.of(1.0, 2, 3, 4).reshape(2, 2)))
        .containsExactly(NDArray.of(1.0, 0, 0, 1).reshape(2, 2));
    OpContract.holds(formula(x -> Trace.of(x)), Numbers.smooth().array(TensorType.f64(2, 3, 4), 1));
    rejects(
        () -> Trace.of(vector(1)),
        "diagonal of f64[1]: axis -2 does not exist in shape [1] of rank 1");
  }
}
