package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.compiles;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.naive;
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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ArgMaxTest {
  @Property(tries = 200, seed = "28")
  void theFirstOfTheLargest(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int axis = new Random(seed).nextInt(shape.rank());
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      NDArray expected = naive(DType.INT32, shape.without(List.of(axis)), at -> first(x, axis, at));
      assertThat(run(ArgMax.of(Tensor.constant(x), axis - shape.rank()))).isEqualTo(expected);
      assertThat(run(ArgMax.keepDims(Tensor.constant(x), axis)))
          .isEqualTo(expected.reshape(shape.withOnes(List.of(axis)).toArray()));
      NDArray flat = x.reshape(-1 * -x.count());
      assertThat(run(ArgMax.of(Tensor.constant(x))).item()).isEqualTo(first(flat, 0, new int[0]));
      assertThat(run(ArgMax.keepDims(Tensor.constant(x))).shape())
          .isEqualTo(shape.withOnes(shape.axes()));
      compiles(formula(v -> ArgMax.of(v, axis)), List.of(x));
    }
  }

  /// NaN is the largest; zeros of both signs are equal.
  private static double first(NDArray x, int axis, int[] at) {
    int size = x.shape().size(axis);
    double[] row = IntStream.range(0, size).mapToDouble(k -> x.at(insert(at, axis, k))).toArray();
    return IntStream.range(0, size)
        .filter(k ->
            Double.isNaN(row[k])
                || Arrays.stream(row).noneMatch(v -> v > row[k] || Double.isNaN(v)))
        .findFirst()
        .orElseThrow();
  }

  private static int[] insert(int[] at, int axis, int k) {
    return IntStream.concat(
            IntStream.concat(Arrays.stream(at).limit(axis), IntStream.of(k)),
            Arrays.stream(at).skip(axis))
        .toArray();
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.ofRank(1, 4);
  }

  @Example
  void tiesNanAndZeros() {
    assertThat(run(ArgMax.of(vector(1, 3, 3))).item()).isEqualTo(1);
    assertThat(run(ArgMax.of(vector(1, Double.NaN, 3, Double.NaN))).item()).isEqualTo(1);
    assertThat(run(ArgMax.of(vector(-0.0, 0.0))).item()).isEqualTo(0);
    assertThat(run(ArgMax.of(scalar(7))).item()).isEqualTo(0);
  }

  @Example
  void hasNoGradient() {
    assertThat(
            gradient(
                formula(x -> x.times(ArgMax.of(x, 0).cast(DType.FLOAT64))), NDArray.of(1, 5.0, 2)))
        .containsExactly(NDArray.of(1.0, 1, 1));
    Tensor x = vector(1, 2);
    assertThat(new ArgMax(0).pullback(0, List.of(x), List.of(), List.of()).isAll(0)).isTrue();
  }

  @Example
  void listing() {
    assertThat(OpContract.listing(formula(x -> ArgMax.of(x, -1)), TensorType.f32(2, 3)))
        .isEqualTo("%1: i32[2] = ArgMax[axis=1] %0");
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> ArgMax.of(variable(TensorType.f64(2, 0)), 1),
        "argmax of f64[2,0]: there are no elements over axis 1 to take it of; the axis must not be empty");
    rejects(
        () -> ArgMax.of(variable(TensorType.f64(2)), 1),
        "argmax of f64[2]: axis 1 does not exist in shape [2] of rank 1");
    rejects(
        () -> ArgMax.of(variable(TensorType.bool(2)), 0),
        "argmax of bool[2]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
    rejects(
        applied(new ArgMax(1), TensorType.f64(2)),
        "argmax of f64[2]: axis 1 does not exist in rank 1");
  }

  @Property(tries = 50, seed = "95")
  void ofABatchIsThatOfEach(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int axis = new Random(seed).nextInt(shape.rank());
    batches(new ArgMax(axis), Numbers.ordinary().array(new TensorType(DType.FLOAT64, shape), seed));
  }
}
