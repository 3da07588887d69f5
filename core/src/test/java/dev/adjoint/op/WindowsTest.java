package dev.adjoint.op;

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
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
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

final class WindowsTest {
  /// A window that fits over the last axes of a shape.
  record Case(Shape shape, Window window, int at, long seed) {
    static Case of(long seed) {
      var random = new Random(seed);
      int leading = random.nextInt(3);
      int rank = random.nextInt(3);
      List<Integer> taps = draw(random, rank, 1, 3);
      var window = new Window(taps, draw(random, rank, 1, 3), draw(random, rank, 1, 2));
      int[] sizes =
          IntStream.range(0, leading + rank)
              .map(k -> k < leading ? 1 + random.nextInt(2) : window.reach(k - leading))
              .map(size -> size + random.nextInt(3))
              .toArray();
      return new Case(Shape.of(sizes), window, random.nextInt(leading + 1), seed);
    }

    private static List<Integer> draw(Random random, int count, int least, int most) {
      return random.ints(count, least, most + 1).boxed().toList();
    }

    NDArray expected(NDArray x) {
      int[] axes = shape.toArray();
      int leading = axes.length - window.rank();
      int[] positions =
          IntStream.range(0, window.rank())
              .map(k -> (axes[leading + k] - window.reach(k)) / window.strides().get(k) + 1)
              .toArray();
      int[] taps = window.sizes().stream().mapToInt(k -> k).toArray();
      int[] head = IntStream.of(axes).limit(at).toArray();
      int[] middle = IntStream.of(axes).limit(leading).skip(at).toArray();
      Shape result = Shape.of(ChannelGroups.sizes(head, taps, middle, positions));
      return naive(x.dtype(), result, place -> x.at(source(place, leading)));
    }

    private int[] source(int[] place, int leading) {
      int rank = window.rank();
      int[] from = new int[leading + rank];
      for (int axis = 0; axis < leading; axis++) {
        from[axis] = place[axis < at ? axis : axis + rank];
      }
      for (int k = 0; k < rank; k++) {
        from[leading + k] =
            place[leading + rank + k] * window.strides().get(k)
                + place[at + k] * window.dilations().get(k);
      }
      return from;
    }
  }

  @Provide
  static Arbitrary<Case> cases() {
    return Arbitraries.longs().map(Case::of);
  }

  @Property(tries = 100, seed = "31")
  void positionsShowTheirTaps(@ForAll("cases") Case c) {
    var op = new Windows(c.window(), c.at());
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, c.shape()), c.seed());
      assertThat(run(op.on(Tensor.constant(x)))).isEqualTo(c.expected(x));
      OpContract.compilesClosely(formula(op::on), x);
    }
    OpContract.holds(
        formula(op::on),
        Numbers.smooth().array(new TensorType(DType.FLOAT64, c.shape()), c.seed()));
  }

  @Property(tries = 50, seed = "32")
  void aBatchHasOneMoreAxisInFront(@ForAll("cases") Case c) {
    var op = new Windows(c.window(), c.at());
    Tensor batch = Numbers.ordinary().tensor(TensorType.f64(c.shape().prepend(2).toArray()), 3);
    Tensor whole = op.batched().orElseThrow().on(batch);
    for (int i = 0; i < 2; i++) {
      Tensor one = Slice.of(batch, 0, i, i + 1).reshape(c.shape().toArray());
      NDArray expected = run(op.on(one));
      assertThat(run(Slice.of(whole, 0, i, i + 1)).reshape(expected.shape().toArray()))
          .isEqualTo(expected);
    }
  }

  @Example
  void anElementGetsTheCotangentsOfAllItsTaps() {
    assertThat(gradient(formula(x -> Windows.of(x, Window.of(2))), NDArray.of(1.0, 2, 3)))
        .containsExactly(NDArray.of(1.0, 2, 1));
  }

  @Example
  void listing() {
    assertThat(
            OpContract.listing(
                formula(x -> Windows.of(x, Window.of(3, 2))), TensorType.f32(7, 5, 4)))
        .isEqualTo(
            "%1: f32[7,3,2,3,3] = Windows[window=Window[sizes=[3, 2], strides=[1, 1], dilations=[1, 1]], at=1] %0");
  }

  @Example
  void windowsThatDoNotFitAreErrors() {
    Tensor x = variable(TensorType.f64(2, 3));
    rejects(
        () -> Windows.of(x, Window.of(4)),
        "windows of f64[2,3]: along spatial axis 0 the window reaches over 4 elements, but there are 3, padding included; pad more or make the window smaller");
    rejects(
        applied(new Windows(Window.of(1, 1, 1), 0), TensorType.f64(2, 3)),
        "windows of f64[2,3]: the window slides over 3 axes");
    rejects(
        applied(new Windows(Window.of(1), 2), TensorType.f64(2, 3)),
        "windows of f64[2,3]: the taps cannot come before axis 2, only 0 to 1");
    rejects(() -> Window.of(2, 0), "window over 2 axes: a size of [2, 0] is below 1");
    rejects(
        () -> new Window(List.of(2), List.of(1, 1), List.of(1)),
        "window over 1 axes: wants as many strides, but got [1, 1]");
  }
}
