package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.naive;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.positions;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ScatterAddTest {
  @Provide
  Arbitrary<Picked> cases() {
    return Picked.any();
  }

  @Property(tries = 200, seed = "25")
  void rowsAreAdded(@ForAll("cases") Picked c) {
    NDArray indices = c.numbers();
    int axis = c.axis() - (c.seed() % 2 == 0 ? 0 : c.shape().rank());
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      NDArray x = Numbers.ordinary().array(new TensorType(dtype, c.shape()), c.seed());
      NDArray updates = Numbers.ordinary().array(new TensorType(dtype, c.picked()), ~c.seed());
      NDArray expected =
          naive(
              dtype,
              c.shape(),
              at ->
                  x.at(at)
                      + positions(c.picked())
                          .filter(p -> Arrays.equals(c.source(p), at))
                          .mapToDouble(updates::at)
                          .sum());
      near(
          run(
              ScatterAdd.of(
                  Tensor.constant(x), Tensor.constant(indices), Tensor.constant(updates), axis)),
          expected,
          dtype == DType.FLOAT32 ? 1e-6 : 1e-14);
    }
    OpContract.holds(
        xs -> ScatterAdd.of(xs.get(0), xs.get(1), xs.get(2), axis), c.array(0), indices, c.rows(1));
  }

  @Example
  void wraps() {
    assertThat(
            run(
                ScatterAdd.of(
                    Tensor.constant(NDArray.of(Integer.MAX_VALUE, 5)),
                    Tensor.constant(NDArray.of(0, 0)),
                    Tensor.constant(NDArray.of(1, 1)),
                    0)))
        .isEqualTo(NDArray.of(Integer.MIN_VALUE + 1, 5));
  }

  @Example
  void listing() {
    assertThat(
            OpContract.listing(
                xs -> ScatterAdd.of(xs.get(0), xs.get(1), xs.get(2), 0),
                TensorType.f32(3),
                TensorType.i32(2),
                TensorType.f32(2)))
        .isEqualTo("%3: f32[3] = ScatterAdd[axis=0] %0 %1 %2");
  }

  @Example
  void anIndexMustExist() {
    Tensor x = Tensor.zeros(TensorType.f64(3));
    rejects(
        () -> run(ScatterAdd.of(x, Tensor.constant(NDArray.of(3)), vector(1), 0)),
        "scatteradd of f64[3] and i32[1] and f64[1]: index 3 does not exist on axis 0 of size 3; give -3 to 2");
  }

  @Example
  void otherTypesAreErrors() {
    TensorType x = TensorType.f64(3, 2);
    TensorType i = TensorType.i32(4);
    var op = new ScatterAdd(0);
    rejects(
        applied(op, x, i, TensorType.f64(4, 3)),
        "scatteradd of f64[3,2] and i32[4] and f64[4,3]: the updates must be f64[4,2]");
    rejects(
        applied(op, x, x, x),
        "scatteradd of f64[3,2] and f64[3,2] and f64[3,2]: indices must be i32; convert with Cast.of(indices, INT32)");
    rejects(
        applied(op, TensorType.bool(3), i, TensorType.bool(4)),
        "scatteradd of bool[3] and i32[4] and bool[4]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
    rejects(
        () -> ScatterAdd.of(variable(x), variable(i), variable(x), 2),
        "scatteradd of f64[3,2]: axis 2 does not exist in shape [3,2] of rank 2");
    rejects(
        applied(new ScatterAdd(2), x, i, x),
        "scatteradd of f64[3,2]: axis 2 does not exist in rank 2");
  }

  @Property(tries = 60, seed = "95")
  void ofABatchIsThatOfEach(@ForAll("cases") Picked c) {
    batches(new ScatterAdd(c.axis()), c.array(0), c.numbers(), c.rows(1));
  }
}
