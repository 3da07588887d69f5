package dev.adjoint.op;

import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class FoldTest {
  @Provide
  Arbitrary<WindowsTest.Case> cases() {
    return WindowsTest.cases();
  }

  /// Adds each tap to the element it shows, found by windows over the numbers of the elements.
  @Property(tries = 100, seed = "33")
  void tapsAreSummed(@ForAll("cases") WindowsTest.Case c) {
    double[] numbers = new double[c.shape().count()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    NDArray places = c.expected(NDArray.of(numbers).reshape(c.shape().toArray()));
    NDArray x = Numbers.smooth().array(places.type(), c.seed());
    double[] sums = new double[numbers.length];
    for (int i = 0; i < x.count(); i++) {
      sums[(int) places.value(i)] += x.value(i);
    }
    var op = new Fold(Windows.last(c.shape(), c.window()), c.window(), c.at());
    near(run(op.on(Tensor.constant(x))), NDArray.of(sums).reshape(c.shape().toArray()), 1e-14);
    OpContract.holds(formula(op::on), x);
  }

  @Property(tries = 50, seed = "34")
  void aBatchHasOneMoreAxisInFront(@ForAll("cases") WindowsTest.Case c) {
    Shape shape = new Windows(c.window(), c.at()).type(TensorType.f64(c.shape().toArray())).shape();
    var op = new Fold(Windows.last(c.shape(), c.window()), c.window(), c.at());
    Tensor batch = Numbers.ordinary().tensor(TensorType.f64(shape.prepend(2).toArray()), 3);
    Tensor whole = op.batched(new Batch(List.of(batch), List.of(true), 2)).orElseThrow().getFirst();
    for (int i = 0; i < 2; i++) {
      Tensor one = Slice.of(batch, 0, i, i + 1).reshape(shape.toArray());
      assertThat(run(Slice.of(whole, 0, i, i + 1)).reshape(c.shape().toArray()))
          .isEqualTo(run(op.on(one)));
    }
  }

  @Example
  void overlapsAddAndGapsAreZero() {
    Tensor x = Tensor.matrix(new double[] {1, 2}, new double[] {10, 20});
    assertThat(run(Fold.of(x, Shape.of(3), Window.of(2)))).isEqualTo(NDArray.of(1.0, 12, 20));
    var wide = new Window(List.of(2), List.of(3), List.of(1));
    assertThat(run(Fold.of(x, Shape.of(6), wide))).isEqualTo(NDArray.of(1.0, 10, 0, 2, 20, 0));
  }

  @Example
  void otherShapesAreErrors() {
    rejects(
        applied(new Fold(Shape.of(3), Window.of(2), 0), TensorType.f32(2, 3)),
        "fold of f32[2,3]: the positions over [3] have shape [2,2]");
    rejects(
        applied(new Fold(Shape.of(3), Window.of(2), 0), TensorType.i32(2, 2)),
        "fold of i32[2,2]: wants f32 or f64; convert with Cast.of(x, dtype)");
    rejects(
        applied(new Fold(Shape.of(3, 3), Window.of(2), 0), TensorType.f32(2, 2)),
        "fold of f32[2,2]: wants 1 axes of taps before axis 0 and 2 sizes");
  }
}
