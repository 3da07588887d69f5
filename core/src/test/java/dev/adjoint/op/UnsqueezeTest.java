package dev.adjoint.op;

import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class UnsqueezeTest {
  @Example
  void onesAreInserted() {
    Tensor x = variable(TensorType.f64(2, 3));
    assertThat(Unsqueeze.of(x, 0).shape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(Unsqueeze.of(x, -1, 1).shape()).isEqualTo(Shape.of(2, 1, 3, 1));
    assertThat(Squeeze.of(Unsqueeze.of(x, 3, 0)).shape()).isEqualTo(x.shape());
    assertThat(Unsqueeze.of(x)).isSameAs(x);
    rejects(
        () -> Unsqueeze.of(x, 3),
        "unsqueeze of f64[2,3]: places [3] are not different ones of 0 to 2");
    rejects(
        () -> Unsqueeze.of(x, 1, -3),
        "unsqueeze of f64[2,3]: places [1, -3] are not different ones of 0 to 3");
  }
}
