package dev.adjoint.op;

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

final class ScatterMaxTest {
  private static Tensor raised(List<Tensor> xs) {
    return ScatterMax.of(xs.get(0), xs.get(1), xs.get(2), 0);
  }

  @Provide
  Arbitrary<Picked> cases() {
    return Picked.any();
  }

  @Property(tries = 100, seed = "212")
  void rowsAreRaised(@ForAll("cases") Picked c) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      NDArray x = Numbers.special().array(new TensorType(dtype, c.shape()), c.seed());
      NDArray updates = Numbers.special().array(new TensorType(dtype, c.picked()), ~c.seed());
      assertThat(
              run(
                  ScatterMax.of(
                      Tensor.constant(x),
                      Tensor.constant(c.numbers()),
                      Tensor.constant(updates),
                      c.axis() - c.shape().rank())))
          .isEqualTo(
              naive(
                  dtype,
                  c.shape(),
                  at ->
                      positions(c.picked())
                          .filter(p -> Arrays.equals(c.source(p), at))
                          .mapToDouble(updates::at)
                          .reduce(x.at(at), Math::max)));
    }
  }

  /// All numbers are drawn at once, so that none is near another.
  @Property(tries = 100, seed = "213")
  void contractHolds(@ForAll("cases") Picked c) {
    int count = c.shape().count();
    NDArray all = Numbers.smooth().array(TensorType.f64(count + c.picked().count()), c.seed());
    double[] numbers = all.toDoubleArray();
    NDArray x = NDArray.of(Arrays.copyOf(numbers, count)).reshape(c.shape().toArray());
    NDArray updates =
        NDArray.of(Arrays.copyOfRange(numbers, count, numbers.length))
            .reshape(c.picked().toArray());
    OpContract.holds(
        xs -> ScatterMax.of(xs.get(0), xs.get(1), xs.get(2), c.axis()), x, c.numbers(), updates);
    batches(new ScatterMax(c.axis()), x, c.numbers(), updates);
  }

  @Example
  void tiesShareTheCotangent() {
    assertThat(gradient(ScatterMaxTest::raised, NDArray.of(3.0, 1, 0), NDArray.of(0, 0, 1), NDArray.of(3.0, 2, 5)))
        .containsExactly(NDArray.of(0.5, 0, 1), NDArray.of(0.5, 0, 1));
  }

  @Example
  void nanWinsAndHasNoGradient() {
    assertThat(gradient(ScatterMaxTest::raised, NDArray.of(3.0, 1), NDArray.of(0), NDArray.of(Double.NaN)))
        .containsExactly(NDArray.of(0.0, 1), NDArray.of(0.0));
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.bool(3));
    rejects(
        () -> ScatterMax.of(x, variable(TensorType.i32(2)), variable(TensorType.bool(2)), 0),
        "scattermax of bool[3] and i32[2] and bool[2]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
  }
}
