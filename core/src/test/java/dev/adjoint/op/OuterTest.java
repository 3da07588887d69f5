package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
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
import net.jqwik.api.Example;

final class OuterTest {
  @Example
  void allProducts() {
    assertThat(run(Outer.of(vector(1, 2), vector(3, 4, 5))))
        .isEqualTo(NDArray.of(3.0, 4, 5, 6, 8, 10).reshape(2, 3));
    Tensor ints = Tensor.constant(NDArray.of(2, 3));
    assertThat(run(Outer.of(ints, ints))).isEqualTo(NDArray.of(4, 6, 6, 9).reshape(2, 2));
    assertThat(Outer.of(variable(TensorType.f64(2, 3)), scalar(1)).shape())
        .isEqualTo(Shape.of(2, 3));
    OpContract.holds(
        formula(Outer::of),
        Numbers.smooth().array(TensorType.f64(2, 3), 1),
        Numbers.smooth().array(TensorType.f64(4), 2));
    rejects(
        () -> Outer.of(vector(1), Tensor.constant(NDArray.of(1))),
        "mul of f64[1,1] and i32[1]: dtypes differ; convert one with Cast.of(x, dtype)");
  }
}
