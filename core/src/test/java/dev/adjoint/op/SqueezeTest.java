package dev.adjoint.op;

import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class SqueezeTest {
  @Example
  void onesDisappear() {
    Tensor x = variable(TensorType.f64(1, 2, 1, 3));
    assertThat(Squeeze.of(x).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(Squeeze.of(x, -2).shape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(Squeeze.of(variable(TensorType.f64(1))).shape()).isEqualTo(Shape.SCALAR);
    Tensor y = variable(TensorType.f64(2, 3));
    assertThat(Squeeze.of(y)).isSameAs(y);
    rejects(
        () -> Squeeze.of(x, 0, 1), "squeeze of f64[1,2,1,3]: axes [0, 1] are not all of size 1");
    rejects(
        () -> Squeeze.of(y, 2),
        "squeeze of f64[2,3]: axis 2 does not exist in shape [2,3] of rank 2");
  }
}
