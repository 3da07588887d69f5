package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.compilesClosely;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.naive;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
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
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class AllTest {
  @Property(tries = 100, seed = "206")
  void valuesAreThoseOfTheFold(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int[] axes = new Random(seed).ints(0, shape.rank()).limit(1).toArray();
    NDArray x =
        Numbers.between(0, 1).array(new TensorType(DType.INT32, shape), seed).cast(DType.BOOL);
    NDArray expected =
        naive(
            DType.BOOL,
            shape.without(shape.axes(axes)),
            at ->
                IntStream.range(0, shape.size(axes[0]))
                        .allMatch(k -> x.at(inserted(at, axes[0], k)) != 0)
                    ? 1
                    : 0);
    assertThat(run(All.of(Tensor.constant(x), axes))).isEqualTo(expected);
    assertThat(run(All.keepDims(Tensor.constant(x), axes)))
        .isEqualTo(expected.reshape(shape.withOnes(shape.axes(axes)).toArray()));
    compilesClosely(formula(v -> All.of(v, axes)), x);
    compilesClosely(formula(v -> All.of(v)), x);
    if (shape.count() > 0) {
      batches(formula(v -> All.of(v, axes)), x);
    }
  }

  private static int[] inserted(int[] at, int axis, int k) {
    return TypeRule.insert(Shape.of(at), axis, k).toArray();
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.ofRank(1, 3), Shapes.withEmpty());
  }

  @Example
  void ofNothingAndOverNoAxes() {
    assertThat(run(All.of(Tensor.zeros(TensorType.bool(0))))).isEqualTo(NDArray.of(true).reshape());
    simplifies(formula(x -> new All(List.of()).on(x)), "return %0", TensorType.bool(9));
    stays(formula(x -> All.of(x, 0)), TensorType.bool(9, 1));
  }

  @Example
  void hasNoGradient() {
    assertThat(
            gradient(
                formula(x -> x.times(All.of(Greater.of(x, scalar(0))).cast(DType.FLOAT64))),
                NDArray.of(1.0, 2)))
        .containsExactly(NDArray.of(1.0, 1));
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> All.of(variable(TensorType.f32(2))),
        "all of f32[2]: wants bool; convert with Cast.of(x, dtype)");
    rejects(
        () -> All.of(variable(TensorType.bool(2)), 1),
        "all of bool[2]: axis 1 does not exist in shape [2] of rank 1");
  }
}
