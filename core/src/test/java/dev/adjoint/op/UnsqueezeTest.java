package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class UnsqueezeTest {
  @Example
  void isAReshape() {
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.smooth().array(TensorType.f64(2, 3), 7).cast(dtype);
      OpContract.Formula f = formula(v -> Unsqueeze.of(v, 1));
      assertThat(run(f.apply(List.of(Tensor.constant(x))))).isEqualTo(x.reshape(2, 1, 3));
      if (dtype == DType.FLOAT64) {
        OpContract.holds(f, x);
      }
    }
  }

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
