package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.compiles;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.listing;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class IsNaNTest {
  @Example
  void values() {
    NDArray x = NDArray.of(-0.0, Double.MAX_VALUE, POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN);
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      NDArray of = dtype == DType.FLOAT32 ? NDArray.of(-0.0f, 1f, 1f / 0, -1f / 0, 0f / 0) : x;
      assertThat(run(IsNaN.of(Tensor.constant(of))))
          .isEqualTo(NDArray.of(false, false, false, false, true));
      compiles(formula(IsNaN::of), List.of(of));
    }
    OpContract.modes(formula(IsNaN::of), List.of(x));
    assertThat(listing(formula(IsNaN::of), TensorType.f32(2))).isEqualTo("%1: bool[2] = IsNaN %0");
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> IsNaN.of(Tensor.variable(TensorType.i32(2))),
        "isnan of i32[2]: wants f32 or f64; convert with Cast.of(x, dtype)");
  }

  @Example
  void hasNoDerivative() {
    Tensor x = vector(1, NaN);
    Tensor y = IsNaN.of(x);
    assertThat(new IsNaN().pullback(0, List.of(x), y, y).type()).isEqualTo(x.type());
    assertThat(new IsNaN().derivative(x, y).isAll(0)).isTrue();
  }
}
