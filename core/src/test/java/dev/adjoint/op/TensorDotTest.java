package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.near;
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

final class TensorDotTest {
  @Example
  void sumsOverPairsOfAxes() {
    NDArray a = Numbers.smooth().array(TensorType.f64(2, 3, 4), 1);
    NDArray b = Numbers.smooth().array(TensorType.f64(4, 3, 5), 2);
    OpContract.Formula f =
        formula((x, y) -> TensorDot.of(x, y, new int[] {2, 1}, new int[] {0, -2}));
    near(
        run(f.apply(List.of(Tensor.constant(a), Tensor.constant(b)))),
        run(Einsum.of("ijk,kjl->il", Tensor.constant(a), Tensor.constant(b))),
        1e-14);
    OpContract.holds(f, a, b);
  }

  @Example
  void lastWithFirst() {
    Tensor a = variable(TensorType.f64(2, 3, 4));
    assertThat(TensorDot.of(a, variable(TensorType.f64(3, 4, 5)), 2).shape())
        .isEqualTo(Shape.of(2, 5));
    assertThat(TensorDot.of(a, variable(TensorType.f64(5)), 0).shape())
        .isEqualTo(Shape.of(2, 3, 4, 5));
    Tensor ints = Tensor.constant(NDArray.of(2, 3));
    assertThat(run(TensorDot.of(ints, ints, 1)).item()).isEqualTo(13);
  }

  @Example
  void otherAxesAreErrors() {
    Tensor a = variable(TensorType.f64(2, 3));
    rejects(
        () -> TensorDot.of(a, a, 1),
        "tensordot of f64[2,3] and f64[2,3]: axis 1 of size 3 is paired with axis 0 of size 2");
    rejects(
        () -> TensorDot.of(a, a, 3), "tensordot of f64[2,3] and f64[2,3]: cannot sum over 3 axes");
    rejects(
        () -> TensorDot.of(a, a, new int[] {0}, new int[] {0, 1}),
        "tensordot of f64[2,3] and f64[2,3]: 1 axes do not pair with 2");
    rejects(
        () -> TensorDot.of(a, a, new int[] {0, 0}, new int[] {0, 1}),
        "tensordot of f64[2,3]: axes [0, 0] of shape [2,3] name one axis twice");
    rejects(
        () -> TensorDot.of(a, a, new int[] {2}, new int[] {0}),
        "tensordot of f64[2,3]: axis 2 does not exist in shape [2,3] of rank 2");
  }
}
