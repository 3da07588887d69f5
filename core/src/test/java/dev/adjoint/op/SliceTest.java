package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.vector;
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
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
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

final class SliceTest {
  /// One axis of a slice, as NumPy would be asked.
  private static int[] range(int size, Random random) {
    int step = random.nextInt(1, 4) * (random.nextBoolean() ? 1 : -1);
    int first = random.nextInt(size + 1);
    int second = random.nextInt(size + 1);
    int low = Math.min(first, second);
    int high = Math.max(first, second);
    int from = step > 0 ? low : high - 1;
    int to = step > 0 ? high : low - 1;
    boolean empty = low == high;
    return empty
        ? new int[] {0, 0, Math.abs(step)}
        : new int[] {
          random.nextBoolean() ? from : from - size,
          to < 0 || (to < size && random.nextBoolean()) ? to - size : to,
          step
        };
  }

  /// The positions that a range shows, by counting.
  private static int[] shown(int[] range, int size) {
    int from = range[0] < 0 ? range[0] + size : range[0];
    int to = range[1] < 0 ? range[1] + size : range[1];
    int step = range[2];
    return IntStream.iterate(from, i -> step > 0 ? i < to : i > to, i -> i + step).toArray();
  }

  @Property(tries = 300, seed = "18")
  void elementsAreThoseOfTheRanges(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int rank = shape.rank();
    int[][] ranges =
        IntStream.range(0, rank).mapToObj(k -> range(shape.size(k), random)).toArray(int[][]::new);
    int[][] shown =
        IntStream.range(0, rank)
            .mapToObj(k -> shown(ranges[k], shape.size(k)))
            .toArray(int[][]::new);
    Shape target = Shape.of(Arrays.stream(shown).mapToInt(s -> s.length).toArray());
    check(
        formula(x -> Slice.of(x, column(ranges, 0), column(ranges, 1), column(ranges, 2))),
        shape,
        seed,
        x ->
            naive(
                x.dtype(),
                target,
                at -> x.at(IntStream.range(0, rank).map(k -> shown[k][at[k]]).toArray())));
  }

  private static int[] column(int[][] ranges, int k) {
    return Arrays.stream(ranges).mapToInt(r -> r[k]).toArray();
  }

  @Property(tries = 200, seed = "19")
  void aSliceOfASliceIsOne(@ForAll("shapes") Shape shape, @ForAll long seed) {
    OpContract.Formula twice = formula(x -> some(some(x, seed), ~seed));
    Tensor x = variable(new TensorType(DType.FLOAT64, shape));
    Tensor y = twice.apply(List.of(x));
    if (y.op() instanceof Slice && y.inputs().getFirst().op() instanceof Slice) {
      Tensor once = y.op().simplify(y.inputs()).orElseThrow();
      assertThat(once == x || once.inputs().getFirst() == x).isTrue();
      NDArray numbers = Numbers.special().array(x.type(), seed);
      assertThat(Interpreter.run(Graph.of(List.of(x), List.of(once)), List.of(numbers)))
          .isEqualTo(Interpreter.run(Graph.of(List.of(x), List.of(y)), List.of(numbers)));
    }
  }

  private static Tensor some(Tensor x, long seed) {
    var random = new Random(seed);
    int[][] ranges =
        IntStream.range(0, x.shape().rank())
            .mapToObj(k -> range(x.shape().size(k), random))
            .toArray(int[][]::new);
    return Slice.of(x, column(ranges, 0), column(ranges, 1), column(ranges, 2));
  }

  @Property(tries = 100, seed = "20")
  void flipTwiceIsNothing(@ForAll("shapes") Shape shape, @ForAll long seed) {
    NDArray x = Numbers.special().array(new TensorType(DType.FLOAT32, shape), seed);
    Tensor flipped = Slice.flip(Tensor.constant(x));
    assertThat(run(Slice.flip(flipped))).isEqualTo(x);
    double[] values = x.toDoubleArray();
    com.google.common.primitives.Doubles.reverse(values);
    assertThat(run(flipped).toDoubleArray()).containsExactly(values);
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
  void oneAxis() {
    Tensor x = vector(0, 1, 2, 3, 4);
    assertThat(run(x.slice(0, 1, 3))).isEqualTo(NDArray.of(1.0, 2));
    assertThat(run(x.slice(-1, -2, 5))).isEqualTo(NDArray.of(3.0, 4));
    assertThat(run(Slice.of(x, 0, 0, 5, 2))).isEqualTo(NDArray.of(0.0, 2, 4));
    assertThat(run(Slice.of(x, 0, 4, 0, -2))).isEqualTo(NDArray.of(4.0, 2));
    assertThat(run(Slice.of(x, 0, -1, -6, -1))).isEqualTo(NDArray.of(4.0, 3, 2, 1, 0));
    assertThat(run(x.slice(0, 2, 2))).isEqualTo(NDArray.of(new double[0]));
    assertThat(run(Slice.flip(matrix(new double[] {1, 2}, new double[] {3, 4}), -1)))
        .isEqualTo(NDArray.of(2.0, 1, 4, 3).reshape(2, 2));
  }

  @Example
  void everythingIsNothing() {
    Tensor x = variable(TensorType.f64(2, 3));
    assertThat(x.slice(1, 0, 3)).isSameAs(x);
    assertThat(Slice.flip(variable(TensorType.f64(1))).type()).isEqualTo(TensorType.f64(1));
    simplifies(
        formula(v -> new Slice(List.of(0), List.of(9), List.of(1)).on(v)),
        "return %0",
        TensorType.f64(9));
    simplifies(
        formula(v -> v.slice(0, 2, 8).slice(0, 1, 4)),
        "%1: f64[3] = Slice[starts=[3], sizes=[3], steps=[1]] %0\nreturn %1",
        TensorType.f64(9));
    stays(formula(v -> v.slice(0, 1, 9)), TensorType.f64(9));
  }

  @Example
  void listing() {
    assertThat(OpContract.listing(formula(v -> Slice.of(v, 0, -1, 0, -2)), TensorType.f32(9, 2)))
        .isEqualTo("%1: f32[4,2] = Slice[starts=[8, 0], sizes=[4, 2], steps=[-2, 1]] %0");
    Tensor x = variable(TensorType.f32(9));
    assertThat(Slice.of(x, 0, 5, 6, 3).op()).isEqualTo(Slice.of(x, 0, 5, 6).op());
  }

  @Example
  void otherPositionsAreErrors() {
    Tensor x = variable(TensorType.f64(5, 3));
    rejects(
        () -> x.slice(0, 0, 6),
        "slice of f64[5,3]: position 6 is not on axis 0 of size 5; give -5 to 5");
    rejects(
        () -> x.slice(0, -6, 5),
        "slice of f64[5,3]: position -6 is not on axis 0 of size 5; give -5 to 5");
    rejects(
        () -> Slice.of(x, 0, 5, 0, -1),
        "slice of f64[5,3]: position 5 is not on axis 0 of size 5; give -5 to 4");
    rejects(
        () -> Slice.of(x, 1, 2, -5, -1),
        "slice of f64[5,3]: position -5 is not on axis 1 of size 3; give -4 to 2");
    rejects(
        () -> x.slice(0, 3, 2), "slice of f64[5,3]: on axis 0 step 1 does not lead from 3 to 2");
    rejects(
        () -> Slice.of(x, 0, 2, 3, -1),
        "slice of f64[5,3]: on axis 0 step -1 does not lead from 2 to 3");
    rejects(
        () -> Slice.of(x, 0, 2, 3, 0),
        "slice of f64[5,3]: the step on axis 0 is 0; it must be positive or negative");
    rejects(
        () -> x.slice(2, 0, 1),
        "slice of f64[5,3]: axis 2 does not exist in shape [5,3] of rank 2");
    rejects(
        () -> Slice.flip(x, 2),
        "slice of f64[5,3]: axis 2 does not exist in shape [5,3] of rank 2");
    rejects(
        () -> Slice.of(x, new int[1], new int[2], new int[2]),
        "slice of f64[5,3]: wants a start, stop and step for each of its 2 axes");
  }

  @Example
  void itsTypeRule() {
    List<Integer> one = List.of(1);
    rejects(
        applied(new Slice(one, one, one), TensorType.f64(2, 2)),
        "slice of f64[2,2]: wants a start, size and step for each of its 2 axes");
    rejects(
        applied(new Slice(one, List.of(2), one), TensorType.f64(2)),
        "slice of f64[2]: 2 positions from 1 by 1 are not on axis 0 of size 2");
    rejects(
        applied(new Slice(one, List.of(3), List.of(-1)), TensorType.f64(2)),
        "slice of f64[2]: 3 positions from 1 by -1 are not on axis 0 of size 2");
    rejects(
        applied(new Slice(one, one, List.of(0)), TensorType.f64(2)),
        "slice of f64[2]: 1 positions from 1 by 0 are not on axis 0 of size 2");
    rejects(
        applied(new Slice(one, List.of(-1), one), TensorType.f64(2)),
        "slice of f64[2]: -1 positions from 1 by 1 are not on axis 0 of size 2");
  }
}
