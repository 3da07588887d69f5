package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.naive;
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

final class ScatterTest {
  @Provide
  Arbitrary<Picked> cases() {
    return Picked.any();
  }

  @Property(tries = 100, seed = "211")
  void theLastUpdateOfARowWins(@ForAll("cases") Picked c) {
    OpContract.Formula f = xs -> Scatter.of(xs.get(0), xs.get(1), xs.get(2), c.axis());
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, c.shape()), c.seed());
      NDArray updates = Numbers.special().array(new TensorType(dtype, c.picked()), ~c.seed());
      assertThat(
              run(
                  f.apply(
                      List.of(
                          Tensor.constant(x),
                          Tensor.constant(c.numbers()),
                          Tensor.constant(updates)))))
          .isEqualTo(
              naive(
                  dtype,
                  c.shape(),
                  at ->
                      positions(c.picked())
                          .filter(p -> Arrays.equals(c.source(p), at))
                          .mapToDouble(updates::at)
                          .reduce(x.at(at), (_, last) -> last)));
    }
    OpContract.holds(f, c.array(0), c.numbers(), c.rows(1));
    batches(new Scatter(c.axis()), c.array(0), c.numbers(), c.rows(1));
  }

  @Example
  void whatIsOverwrittenGetsNothing() {
    assertThat(
            gradient(
                xs -> Scatter.of(xs.get(0), xs.get(1), xs.get(2), 0),
                NDArray.of(1.0, 2, 3),
                NDArray.of(0, -1, 0),
                NDArray.of(7.0, 8, 9)))
        .containsExactly(NDArray.of(0.0, 1, 0), NDArray.of(0.0, 1, 1));
  }

  @Example
  void listing() {
    assertThat(
            OpContract.listing(
                xs -> Scatter.of(xs.get(0), xs.get(1), xs.get(2), 0),
                TensorType.bool(3),
                TensorType.i32(2),
                TensorType.bool(2)))
        .isEqualTo("%3: bool[3] = Scatter[axis=0] %0 %1 %2");
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.f64(3));
    rejects(
        () -> Scatter.of(x, variable(TensorType.i32(2)), x, 0),
        "scatter of f64[3] and i32[2] and f64[3]: the updates must be f64[2]");
    rejects(
        () -> run(Scatter.of(vector(1), Tensor.constant(NDArray.of(1)), vector(2), 0)),
        "scatter of f64[1] and i32[1] and f64[1]: index 1 does not exist on axis 0 of size 1; give -1 to 0");
    rejects(
        () -> Scatter.of(x, x, x, 1),
        "scatter of f64[3]: axis 1 does not exist in shape [3] of rank 1");
  }
}
