package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import net.jqwik.api.Example;

final class InnerTest {
  @Example
  void scalarProducts() {
    assertThat(run(Inner.of(vector(1, 2), vector(3, 4))).item()).isEqualTo(11);
    assertThat(Inner.of(variable(TensorType.f64(2, 3)), variable(TensorType.f64(4, 5, 3))).shape())
        .isEqualTo(Shape.of(2, 4, 5));
    OpContract.holds(
        formula(Inner::of),
        Numbers.smooth().array(TensorType.f64(2, 3), 1),
        Numbers.smooth().array(TensorType.f64(4, 3), 2));
    rejects(
        () -> Inner.of(vector(1), vector(1, 2)),
        "tensordot of f64[1] and f64[2]: axis 0 of size 1 is paired with axis 0 of size 2");
  }
}
