package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ArgMaxPoolTest {
  @Property(tries = 100, seed = "39")
  void thereLiesTheLargest(@ForAll long seed) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      thereLiesTheLargest(PoolContract.of(seed), dtype);
    }
  }

  private static void thereLiesTheLargest(PoolContract c, DType dtype) {
    Tensor x = Numbers.ordinary().tensor(new TensorType(dtype, c.shape()), c.seed());
    Tensor y = ArgMaxPool.of(x, c.sliding(), c.sizes());
    NDArray places = run(y);
    NDArray largest = run(MaxPool.of(x, c.sliding(), c.sizes()));
    int plane = Windows.last(c.shape(), c.sliding().window(Pooling.list(c.sizes()))).count();
    int positions = places.count() / (c.shape().count() / plane);
    for (int i = 0; i < places.count(); i++) {
      int place = i / positions * plane + (int) places.value(i);
      assertThat(x.value().value(place)).isEqualTo(largest.value(i));
    }
    OpContract.compilesClosely(formula(t -> ArgMaxPool.of(t, c.sliding(), c.sizes())), x.value());
    BatchContract.batches(y.op(), x.value());
  }

  @Example
  void numbersCountWithinThePlane() {
    Tensor x = Tensor.matrix(new double[] {1, 2, 2, 1}, new double[] {4, 3, Double.NaN, 9});
    assertThat(run(ArgMaxPool.of(x, Sliding.over(1).withStrides(2), 2)))
        .isEqualTo(NDArray.of(1, 2, 0, 2).reshape(2, 2));
  }

  @Example
  void hasNoGradient() {
    assertThat(
            gradient(
                formula(x -> ArgMaxPool.of(x, Sliding.over(1), 2).cast(x.dtype())),
                NDArray.of(1.0, 2)))
        .containsExactly(NDArray.of(0.0, 0));
    Tensor x = variable(TensorType.f64(2));
    Tensor y = ArgMaxPool.of(x, Sliding.over(1), 2);
    assertThat(((Routine) y.op()).pullback(0, List.of(x), List.of(y), List.of(y)).isAll(0))
        .isTrue();
  }

  @Example
  void aBatchHasOneMoreAxisInFront() {
    Tensor x = Numbers.smooth().tensor(TensorType.f64(3, 2, 5), 1);
    var op = new ArgMaxPool(List.of(2), Sliding.over(1));
    Tensor whole = op.batched(new Batch(List.of(x), List.of(true), 3)).orElseThrow().getFirst();
    assertThat(run(whole)).isEqualTo(run(Tensor.of(op, x)));
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> ArgMaxPool.of(variable(TensorType.bool(3)), Sliding.over(1), 2),
        "argmaxpool of bool[3]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
    rejects(
        () -> ArgMaxPool.of(variable(TensorType.f32(3)), Sliding.over(1).withPads(1), 1),
        "argmaxpool of f32[3]: along spatial axis 0 a window holds nothing but padding; pad less");
  }
}
