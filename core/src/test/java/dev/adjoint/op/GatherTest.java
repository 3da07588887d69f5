package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.naive;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class GatherTest {
  @Provide
  Arbitrary<Picked> cases() {
    return Picked.any();
  }

  @Property(tries = 200, seed = "24")
  void rowsArePicked(@ForAll("cases") Picked c) {
    NDArray indices = c.numbers();
    int axis = c.axis() - (c.seed() % 2 == 0 ? 0 : c.shape().rank());
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, c.shape()), c.seed());
      assertThat(run(Gather.of(Tensor.constant(x), Tensor.constant(indices), axis)))
          .isEqualTo(naive(dtype, c.picked(), at -> x.at(c.source(at))));
      OpContract.compilesClosely(formula((v, i) -> Gather.of(v, i, axis)), x, indices);
    }
    OpContract.holds(formula((x, i) -> Gather.of(x, i, axis)), c.array(0), indices);
  }

  @Example
  void aRowPickedTwiceGetsBothCotangents() {
    assertThat(
            gradient(
                formula((x, i) -> Gather.of(x, i, 0)), NDArray.of(1.0, 2, 3), NDArray.of(2, 0, 2)))
        .containsExactly(NDArray.of(1.0, 0, 2));
  }

  @Example
  void listing() {
    assertThat(
            OpContract.listing(
                formula((x, i) -> Gather.of(x, i, 1)), TensorType.f32(2, 3), TensorType.i32(4, 5)))
        .isEqualTo("%2: f32[2,4,5] = Gather[axis=1] %0 %1");
  }

  @Example
  void anIndexMustExist() {
    Tensor x = Tensor.zeros(TensorType.f64(3, 2));
    rejects(
        () -> run(Gather.of(x, Tensor.constant(NDArray.of(0, 3)), 0)),
        "gather of f64[3,2] and i32[2]: index 3 does not exist on axis 0 of size 3; give -3 to 2");
    rejects(
        () -> run(Gather.of(x, Tensor.constant(NDArray.of(-3)), 1)),
        "gather of f64[3,2] and i32[1]: index -3 does not exist on axis 1 of size 2; give -2 to 1");
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.f64(3, 2));
    rejects(
        () -> Gather.of(x, x, 0),
        "gather of f64[3,2] and f64[3,2]: indices must be i32; convert with Cast.of(indices, INT32)");
    rejects(
        () -> Gather.of(x, x, 2),
        "gather of f64[3,2]: axis 2 does not exist in shape [3,2] of rank 2");
    rejects(
        applied(new Gather(2), TensorType.f64(3, 2), TensorType.i32(1)),
        "gather of f64[3,2]: axis 2 does not exist in rank 2");
    rejects(
        applied(new Gather(0), TensorType.f64(3)), "gather of f64[3]: wants 2 inputs, but got 1");
  }

  @Property(tries = 60, seed = "95")
  void ofABatchIsThatOfEach(@ForAll("cases") Picked c) {
    batches(new Gather(c.axis()), c.array(0), c.numbers());
  }

  @Example
  void anIndexOfABatchMustExistInItsOwnElement() {
    Tensor x = Tensor.zeros(TensorType.f64(2, 3));
    Tensor indices = Tensor.constant(NDArray.of(0, 3).reshape(2, 1));
    Tensor y =
        new Gather(0)
            .batched(new Batch(List.of(x, indices), List.of(true, true), 2))
            .orElseThrow()
            .getFirst();
    rejects(
        () -> run(y),
        "gather of f64[6] and i32[2,1]: index 2147483647 does not exist on axis 0 of size 6; give -6 to 5");
  }
}
