package dev.adjoint.op;

import static dev.adjoint.op.OpContract.compiles;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.listing;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class BitNotTest {
  @Example
  void values() {
    NDArray x = NDArray.of(0, -1, 5, Integer.MIN_VALUE);
    assertThat(run(BitNot.of(Tensor.constant(x))))
        .isEqualTo(NDArray.of(-1, 0, -6, Integer.MAX_VALUE));
    assertThat(listing(formula(BitNot::of), TensorType.i32(2))).isEqualTo("%1: i32[2] = BitNot %0");
    compiles(formula(BitNot::of), List.of(x));
    OpContract.modes(formula(BitNot::of), List.of(x));
  }

  @Example
  void twiceIsNothing() {
    simplifies(formula(x -> BitNot.of(BitNot.of(x))), "return %0", TensorType.i32(9));
    stays(formula(x -> BitNot.of(x.negate())), TensorType.i32(9));
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> BitNot.of(Tensor.variable(TensorType.bool(2))),
        "bitnot of bool[2]: wants i32; convert with Cast.of(x, dtype)");
  }
}
