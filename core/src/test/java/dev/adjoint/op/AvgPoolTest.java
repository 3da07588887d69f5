package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.near;
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
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class AvgPoolTest {
  @Property(tries = 100, seed = "40")
  void theMeanOfEachWindow(@ForAll long seed) {
    PoolContract c = PoolContract.of(seed);
    OpContract.Formula f = formula(x -> AvgPool.of(x, c.sliding(), c.sizes()));
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, c.shape()), seed);
    near(
        run(f.apply(List.of(Tensor.constant(x)))),
        c.expected(x, seen -> sum(seen) / seen.size()),
        1e-14);
    OpContract.holds(f, x);
  }

  @Property(tries = 50, seed = "41")
  void paddingMayCount(@ForAll long seed) {
    PoolContract c = PoolContract.of(seed);
    OpContract.Formula f = formula(x -> AvgPool.withPads(x, c.sliding(), c.sizes()));
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, c.shape()), seed);
    int taps = Arrays.stream(c.sizes()).reduce(1, (a, b) -> a * b);
    near(run(f.apply(List.of(Tensor.constant(x)))), c.expected(x, seen -> sum(seen) / taps), 1e-14);
    OpContract.holds(f, x);
  }

  private static double sum(List<Double> seen) {
    return seen.stream().mapToDouble(v -> v).sum();
  }

  @Example
  void paddingCountsOrNot() {
    Tensor x = Tensor.vector(2, 4, 6).reshape(1, 1, 3);
    Sliding sliding = Sliding.over(1).withStrides(2).withPads(1);
    assertThat(run(AvgPool.of(x, sliding, 2))).isEqualTo(NDArray.of(2.0, 5).reshape(1, 1, 2));
    assertThat(run(AvgPool.withPads(x, sliding, 2))).isEqualTo(NDArray.of(1.0, 5).reshape(1, 1, 2));
  }

  @Example
  void globalIsTheMeanOfEachPlane() {
    Tensor x = Tensor.vector(1, 2, 3, 4, 5, 6, 7, 8).reshape(1, 2, 2, 2);
    assertThat(run(AvgPool.global(x))).isEqualTo(NDArray.of(2.5, 6.5).reshape(1, 2, 1, 1));
    rejects(
        () -> AvgPool.global(variable(TensorType.f32(2, 3))),
        "avgpool of f32[2,3]: wants a batch [N,C,spatial…]");
  }

  @Example
  void aBatchHasOneMoreAxisInFront() {
    var op = new AvgPool(List.of(2), Sliding.over(1), true);
    assertThat(op.batched()).contains(op);
  }

  @Example
  void windowsThatDoNotFitAreErrors() {
    Tensor x = variable(TensorType.f32(1, 2, 3));
    rejects(
        () -> AvgPool.of(x, 4),
        "avgpool of f32[1,2,3]: along spatial axis 0 the window reaches over 4 elements, but there are 3, padding included; pad more or make the window smaller");
    rejects(
        () -> AvgPool.of(x, Sliding.over(1).withPads(2), 2),
        "avgpool of f32[1,2,3]: along spatial axis 0 a window holds nothing but padding; pad less");
    assertThat(AvgPool.withPads(x, Sliding.over(1).withPads(2), 2).type())
        .isEqualTo(TensorType.f32(1, 2, 6));
    rejects(
        () -> AvgPool.of(variable(TensorType.i32(1, 2, 3)), 2),
        "avgpool of i32[1,2,3]: wants f32 or f64; convert with Cast.of(x, dtype)");
  }
}
