package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
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
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class TransposeTest {
  @Property(tries = 200, seed = "13")
  void elementsFollowTheirAxes(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int rank = shape.rank();
    var order = new java.util.ArrayList<>(IntStream.range(0, rank).boxed().toList());
    java.util.Collections.shuffle(order, new Random(seed));
    int[] axes = order.stream().mapToInt(k -> seed % 2 == 0 ? k : k - rank).toArray();
    Shape target = Shape.of(order.stream().mapToInt(shape::size).toArray());
    if (rank > 0) {
      check(
          formula(x -> Transpose.of(x, axes)),
          shape,
          seed,
          x ->
              naive(
                  x.dtype(),
                  target,
                  at -> x.at(IntStream.range(0, rank).map(k -> at[order.indexOf(k)]).toArray())));
    }
  }

  @Property(tries = 100, seed = "14")
  void withoutAxesItReverses(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int rank = shape.rank();
    Shape target = Shape.of(IntStream.range(0, rank).map(k -> shape.size(rank - 1 - k)).toArray());
    check(
        formula(x -> x.transpose()),
        shape,
        seed,
        x ->
            naive(
                x.dtype(),
                target,
                at -> x.at(IntStream.range(0, rank).map(k -> at[rank - 1 - k]).toArray())));
  }

  /// The naive rule, bits included, for every dtype, and the contract for f64.
  private static void check(
      OpContract.Formula f, Shape shape, long seed, Function<NDArray, NDArray> rule) {
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      assertThat(run(f.apply(List.of(Tensor.constant(x))))).isEqualTo(rule.apply(x));
      OpContract.compilesClosely(f, x);
    }
    batches(f, Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed));
    OpContract.holds(f, Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed));
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.any(), Shapes.any(), Shapes.withEmpty());
  }

  @Example
  void lastTwo() {
    assertThat(Transpose.lastTwo(variable(TensorType.f32(2, 3, 4))).type())
        .isEqualTo(TensorType.f32(2, 4, 3));
    rejects(
        () -> Transpose.lastTwo(variable(TensorType.f32(2))),
        "transpose of f32[2]: swapping the last two axes needs rank 2 or more");
  }

  @Example
  void itsOwnOrderIsNothing() {
    Tensor x = variable(TensorType.f64(2, 3));
    assertThat(Transpose.of(x, 0, 1)).isSameAs(x);
    assertThat(Transpose.of(variable(TensorType.f64())).type()).isEqualTo(TensorType.f64());
    simplifies(formula(v -> new Transpose(List.of(0, 1)).on(v)), "return %0", TensorType.f64(2, 3));
    stays(formula(v -> v.transpose()), TensorType.f64(2, 3));
  }

  @Example
  void twoAreOne() {
    simplifies(formula(v -> v.transpose().transpose()), "return %0", TensorType.f64(2, 3));
    simplifies(
        formula(v -> v.transpose(1, 2, 0).transpose(0, 2, 1)),
        "%1: f64[3,2,4] = Transpose[axes=[1, 0, 2]] %0\nreturn %1",
        TensorType.f64(2, 3, 4));
  }

  @Example
  void listing() {
    assertThat(OpContract.listing(formula(v -> v.transpose()), TensorType.f32(2, 3)))
        .isEqualTo("%1: f32[3,2] = Transpose[axes=[1, 0]] %0");
  }

  @Example
  void otherAxesAreErrors() {
    Tensor x = variable(TensorType.f64(2, 3));
    rejects(
        () -> Transpose.of(x, 0, -2),
        "transpose of f64[2,3]: axes [0, 0] are not each of its 2 axes once; name every axis");
    rejects(
        () -> Transpose.of(x, 0),
        "transpose of f64[2,3]: axes [0] are not each of its 2 axes once; name every axis");
    rejects(
        () -> Transpose.of(x, 0, 2),
        "transpose of f64[2,3]: axis 2 does not exist in shape [2,3] of rank 2");
    rejects(
        applied(new Transpose(List.of(0, 1)), TensorType.f64(2)),
        "transpose of f64[2]: axes [0, 1] are not each of its 1 axes once; name every axis");
  }
}
