package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
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
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class PadTest {
  @Property(tries = 200, seed = "21")
  void elementsAreSpread(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int rank = shape.rank();
    int[] lows = random.ints(rank, 0, 3).toArray();
    int[] highs = random.ints(rank, 0, 3).toArray();
    int[] gaps = random.ints(rank, 0, random.nextBoolean() ? 1 : 3).toArray();
    int[] sizes =
        IntStream.range(0, rank)
            .map(k -> lows[k] + highs[k] + shape.size(k) + Math.max(0, shape.size(k) - 1) * gaps[k])
            .toArray();
    check(
        formula(x -> Pad.of(x, lows, highs, gaps)),
        shape,
        seed,
        x -> naive(x.dtype(), Shape.of(sizes), at -> source(x, at, lows, gaps)));
  }

  private static double source(NDArray x, int[] at, int[] lows, int[] gaps) {
    int[] from = new int[at.length];
    for (int k = 0; k < at.length; k++) {
      int place = at[k] - lows[k];
      from[k] = Math.floorDiv(place, gaps[k] + 1);
      if (place % (gaps[k] + 1) != 0 || from[k] < 0 || from[k] >= x.shape().size(k)) {
        return 0;
      }
    }
    return x.at(from);
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
  void zerosAround() {
    assertThat(run(Pad.of(vector(1, 2), new int[] {1}, new int[] {2})))
        .isEqualTo(NDArray.of(0.0, 1, 2, 0, 0));
    assertThat(run(Pad.of(vector(1, 2), new int[] {0}, new int[] {0}, new int[] {2})))
        .isEqualTo(NDArray.of(1.0, 0, 0, 2));
  }

  @Example
  void noZerosIsNothing() {
    simplifies(formula(x -> Pad.of(x, new int[1], new int[1])), "return %0", TensorType.f64(9));
    stays(formula(x -> Pad.of(x, new int[] {1}, new int[1])), TensorType.f64(9));
    stays(formula(x -> Pad.of(x, new int[1], new int[] {1})), TensorType.f64(9));
    stays(formula(x -> Pad.of(x, new int[1], new int[1], new int[] {1})), TensorType.f64(9));
  }

  @Example
  void listing() {
    assertThat(
            OpContract.listing(
                formula(x -> Pad.of(x, new int[] {1}, new int[] {2})), TensorType.f32(3)))
        .isEqualTo("%1: f32[6] = Pad[lows=[1], highs=[2], interiors=[0]] %0");
  }

  @Example
  void otherNumbersAreErrors() {
    Tensor x = variable(TensorType.f64(2, 3));
    rejects(
        () -> Pad.of(x, new int[1], new int[2]),
        "pad of f64[2,3]: wants as many numbers of zeros as it has axes, 2");
    rejects(
        () -> Pad.of(x, new int[] {0, -1}, new int[2]),
        "pad of f64[2,3]: a number of zeros is negative; cut elements off with Slice.of(…)");
  }

  @Property(tries = 60, seed = "232")
  void otherBorders(@ForAll("full") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int rank = shape.rank();
    int[] lows = random.ints(rank, 0, 6).toArray();
    int[] highs = random.ints(rank, 0, 6).toArray();
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    border(x, lows, highs, formula(v -> Pad.edge(v, lows, highs)), PadTest::edge);
    border(x, lows, highs, formula(v -> Pad.reflect(v, lows, highs)), PadTest::reflect);
    border(x, lows, highs, formula(v -> Pad.wrap(v, lows, highs)), Math::floorMod);
  }

  private static void border(
      NDArray x, int[] lows, int[] highs, OpContract.Formula f, IntBinaryOperator source) {
    int rank = lows.length;
    int[] sizes =
        IntStream.range(0, rank).map(k -> lows[k] + x.shape().size(k) + highs[k]).toArray();
    assertThat(run(f.apply(List.of(Tensor.constant(x)))))
        .isEqualTo(
            naive(
                x.dtype(),
                Shape.of(sizes),
                at ->
                    x.at(
                        IntStream.range(0, rank)
                            .map(k -> source.applyAsInt(at[k] - lows[k], x.shape().size(k)))
                            .toArray())));
    OpContract.holds(f, x);
  }

  private static int edge(int place, int size) {
    return Math.max(0, Math.min(size - 1, place));
  }

  /// Mirrors one side at a time until the place is there.
  private static int reflect(int place, int size) {
    int at = size == 1 ? 0 : place;
    while (at < 0 || at >= size) {
      at = at < 0 ? -at : 2 * (size - 1) - at;
    }
    return at;
  }

  @Provide
  Arbitrary<Shape> full() {
    return Shapes.ofRank(1, 2);
  }

  @Example
  void borders() {
    int[] two = {2};
    assertThat(run(Pad.edge(vector(1, 2, 3), two, two)))
        .isEqualTo(NDArray.of(1.0, 1, 1, 2, 3, 3, 3));
    assertThat(run(Pad.reflect(vector(1, 2, 3), two, two)))
        .isEqualTo(NDArray.of(3.0, 2, 1, 2, 3, 2, 1));
    assertThat(run(Pad.wrap(vector(1, 2, 3), two, two)))
        .isEqualTo(NDArray.of(2.0, 3, 1, 2, 3, 1, 2));
    rejects(
        () -> Pad.edge(variable(TensorType.f64(0)), two, two),
        "pad of f64[0]: axis 0 has no element to repeat");
    rejects(
        () -> Pad.edge(variable(TensorType.f64(1, 1)), two, two),
        "pad of f64[1,1]: wants as many numbers of zeros as it has axes, 2");
  }
}
