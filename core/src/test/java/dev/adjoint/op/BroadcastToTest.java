package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.broadcast;
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
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class BroadcastToTest {
  @Provide
  Arbitrary<Shapes.Pair> pairs() {
    return Shapes.any().flatMap(to -> Shapes.part(to).map(from -> new Shapes.Pair(from, to)));
  }

  @Property(tries = 200, seed = "17")
  void elementsRepeat(@ForAll("pairs") Shapes.Pair pair, @ForAll long seed) {
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, pair.left()), seed);
      assertThat(run(Tensor.constant(x).broadcastTo(pair.right())))
          .isEqualTo(naive(dtype, pair.right(), at -> broadcast(x, at)));
      OpContract.compilesClosely(formula(v -> v.broadcastTo(pair.right())), x);
    }
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, pair.left()), seed);
    OpContract.holds(formula(v -> v.broadcastTo(pair.right())), x);
    batches(formula(v -> v.broadcastTo(pair.right())), x);
  }

  @Example
  void gradientIsTheSum() {
    assertThat(
            gradient(
                formula(x -> x.broadcastTo(Shape.of(4, 2, 3))), NDArray.of(1.0, 2).reshape(2, 1)))
        .containsExactly(NDArray.of(12.0, 12).reshape(2, 1));
    assertThat(gradient(formula(x -> x.broadcastTo(Shape.of(0, 2))), NDArray.of(1.0, 2)))
        .containsExactly(NDArray.of(0.0, 0));
    assertThat(gradient(formula(x -> x.broadcastTo(Shape.of(0))), NDArray.of(1.0)))
        .containsExactly(NDArray.of(0.0));
  }

  @Example
  void itsOwnShapeIsNothingAndTwoAreOne() {
    Tensor x = variable(TensorType.f64(2, 3));
    assertThat(x.broadcastTo(Shape.of(2, 3))).isSameAs(x);
    simplifies(formula(v -> new BroadcastTo(Shape.of(9)).on(v)), "return %0", TensorType.f64(9));
    simplifies(
        formula(v -> v.broadcastTo(Shape.of(2, 1)).broadcastTo(Shape.of(2, 3))),
        "%1: f64[2,3] = BroadcastTo[shape=[2,3]] %0\nreturn %1",
        TensorType.f64(1));
    stays(formula(v -> v.broadcastTo(Shape.of(2, 9))), TensorType.f64(9));
  }

  @Example
  void listing() {
    assertThat(OpContract.listing(formula(v -> v.broadcastTo(Shape.of(2, 3))), TensorType.f32(3)))
        .isEqualTo("%1: f32[2,3] = BroadcastTo[shape=[2,3]] %0");
  }

  @Example
  void otherShapesAreErrors() {
    String way = "; an axis must be 1 or have the wanted size";
    Tensor x = variable(TensorType.f64(2, 3));
    rejects(
        () -> x.broadcastTo(Shape.of(2, 4)), "broadcastto of f64[2,3]: does not fit [2,4]" + way);
    rejects(
        () -> x.broadcastTo(Shape.of(2, 1)), "broadcastto of f64[2,3]: does not fit [2,1]" + way);
    rejects(() -> x.broadcastTo(Shape.of(3)), "broadcastto of f64[2,3]: does not fit [3]" + way);
  }
}
