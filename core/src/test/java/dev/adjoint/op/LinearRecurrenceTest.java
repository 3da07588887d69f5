package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.naive;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class LinearRecurrenceTest {
  @Property(tries = 100, seed = "203")
  void eachStepScalesAndAdds(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int axis = random.nextInt(shape.rank());
    boolean reverse = random.nextBoolean();
    OpContract.Formula f =
        formula((a, b) -> LinearRecurrence.of(a, b, axis - shape.rank(), reverse));
    NDArray a = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    NDArray b = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), ~seed);
    near(
        run(f.apply(List.of(Tensor.constant(a), Tensor.constant(b)))),
        naive(DType.FLOAT64, shape, at -> state(a, b, axis, reverse, at)),
        1e-14);
    OpContract.holds(f, a, b);
    batches(f, a, b);
  }

  private static double state(NDArray a, NDArray b, int axis, boolean reverse, int[] at) {
    int[] before = at.clone();
    before[axis] += reverse ? 1 : -1;
    boolean first = before[axis] < 0 || before[axis] == a.shape().size(axis);
    return first ? b.at(at) : a.at(at) * state(a, b, axis, reverse, before) + b.at(at);
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.ofRank(1, 3), Shapes.withEmpty());
  }

  @Example
  void factorsBroadcastAndTheFirstDoesNotMatter() {
    assertThat(run(LinearRecurrence.of(scalar(0.5), vector(8, 4, 2), 0)))
        .isEqualTo(NDArray.of(8.0, 8, 6));
    assertThat(run(LinearRecurrence.of(scalar(0.5), vector(8, 4, 2), 0, true)))
        .isEqualTo(NDArray.of(10.5, 5, 2));
    assertThat(run(LinearRecurrence.of(vector(Double.NaN, 2), vector(1, 1), 0)))
        .isEqualTo(NDArray.of(1.0, 3));
  }

  @Example
  void ofManySteps() {
    Tensor ones = Tensor.ones(TensorType.f64(100_000));
    assertThat(run(LinearRecurrence.of(ones, ones, 0).slice(0, -1, 100_000)).value(0))
        .isEqualTo(100_000);
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.f64(2));
    rejects(
        () -> LinearRecurrence.of(x, variable(TensorType.f64(3)), 0),
        "linearrecurrence of f64[2]: shapes [2] and [3] do not broadcast: axis -1 is 2 in one and 3 in the other");
    rejects(
        () -> LinearRecurrence.of(x, x, 1),
        "linearrecurrence of f64[2]: axis 1 does not exist in shape [2] of rank 1");
    rejects(
        () -> LinearRecurrence.of(x, variable(TensorType.f32(2)), 0),
        "linearrecurrence of f64[2] and f32[2]: dtypes differ; convert one with Cast.of(x, dtype)");
    rejects(
        applied(new LinearRecurrence(0, false), TensorType.f64(2), TensorType.f64(3)),
        "linearrecurrence of f64[2] and f64[3]: shapes differ; use LinearRecurrence.of, which broadcasts");
    rejects(
        applied(new LinearRecurrence(0, false), TensorType.i32(2), TensorType.i32(2)),
        "linearrecurrence of i32[2]: wants f32 or f64; convert with Cast.of(x, dtype)");
  }
}
