package dev.adjoint.op;

import static dev.adjoint.op.OpContract.compiles;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.listing;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class NotTest {
  @Example
  void values() {
    Tensor x = Tensor.constant(NDArray.of(true, false));
    assertThat(run(Not.of(x))).isEqualTo(NDArray.of(false, true));
    assertThat(listing(formula(Not::of), TensorType.bool(2))).isEqualTo("%1: bool[2] = Not %0");
    compiles(formula(Not::of), List.of(NDArray.of(true, false)));
    OpContract.modes(formula(Not::of), List.of(NDArray.of(true, false)));
  }

  @Example
  void twiceIsNothing() {
    simplifies(formula(x -> Not.of(Not.of(x))), "return %0", TensorType.bool(9));
    stays(formula(x -> Not.of(Equal.of(x, x))), TensorType.f64(9));
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> Not.of(variable(TensorType.i32(2))),
        "not of i32[2]: wants bool; convert with Cast.of(x, dtype)");
  }

  @Example
  void hasNoDerivative() {
    Tensor x = variable(TensorType.bool(2));
    Tensor y = Not.of(x);
    assertThat(new Not().derivative(x, y).isAll(0)).isTrue();
    assertThat(new Not().pullback(0, List.of(x), y, y).isAll(0)).isTrue();
  }
}
