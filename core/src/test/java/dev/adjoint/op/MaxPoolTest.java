package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class MaxPoolTest {
  @Property(tries = 100, seed = "38")
  void theLargestOfEachWindow(@ForAll long seed) {
    PoolContract c = PoolContract.of(seed);
    OpContract.Formula f = formula(x -> MaxPool.of(x, c.sliding(), c.sizes()));
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      NDArray x = Numbers.special().array(new TensorType(dtype, c.shape()), seed);
      NDArray y = run(f.apply(List.of(Tensor.constant(x))));
      assertThat(y.toDoubleArray())
          .usingElementComparator((a, b) -> a.doubleValue() == b ? 0 : Double.compare(a, b))
          .containsExactly(c.expected(x, MaxPoolTest::largest).toDoubleArray());
      OpContract.compilesClosely(f, x);
    }
    OpContract.holds(f, Numbers.smooth().array(new TensorType(DType.FLOAT64, c.shape()), seed));
  }

  private static double largest(List<Double> seen) {
    return seen.stream().reduce(Math::max).orElseThrow();
  }

  @Example
  void theFirstOfEqualsGetsTheCotangent() {
    NDArray x = NDArray.of(1.0, 5, 5, 5, 2, 2).reshape(1, 1, 2, 3);
    Sliding sliding = Sliding.over(2);
    assertThat(gradient(formula(t -> MaxPool.of(t, sliding, 2, 2)), x))
        .containsExactly(NDArray.of(0.0, 2, 0, 0, 0, 0).reshape(1, 1, 2, 3));
  }

  @Example
  void secondDerivativesFollowTheLargest() {
    NDArray x = NDArray.of(1.0, 3, 2, 4).reshape(1, 1, 4);
    assertThat(second(formula(t -> MaxPool.of(t, 2).pow(3)), x))
        .containsExactly(NDArray.of(0.0, 18, 0, 24).reshape(1, 1, 4));
  }

  @Example
  void nanIsTheLargestAndPaddingNever() {
    NDArray x = NDArray.of(-1.0, Double.NaN, 3, -4).reshape(1, 1, 4);
    assertThat(run(MaxPool.of(Tensor.constant(x), 2)))
        .isEqualTo(NDArray.of(Double.NaN, 3).reshape(1, 1, 2));
    assertThat(gradient(formula(t -> MaxPool.of(t, 2)), x))
        .containsExactly(NDArray.of(0.0, 1, 1, 0).reshape(1, 1, 4));
    Sliding padded = Sliding.over(1).withStrides(2).withPads(1);
    assertThat(run(MaxPool.of(Tensor.vector(-1, -2, -3).reshape(1, 1, 3), padded, 2)))
        .isEqualTo(NDArray.of(-1.0, -2).reshape(1, 1, 2));
  }

  @Example
  void noBatchIsNone() {
    assertThat(MaxPool.of(variable(TensorType.f32(0, 3, 4, 4)), 2, 2).type())
        .isEqualTo(TensorType.f32(0, 3, 2, 2));
    assertThat(run(MaxPool.of(Tensor.zeros(TensorType.f32(0, 3, 4)), 2)).count()).isZero();
  }

  @Example
  void aBatchHasOneMoreAxisInFront() {
    var op = new MaxPool(List.of(2), Sliding.over(1));
    assertThat(op.batched()).contains(op);
  }

  @Example
  void windowsThatDoNotFitAreErrors() {
    Tensor x = variable(TensorType.f32(1, 2, 3));
    rejects(
        () -> MaxPool.of(x, 4),
        "maxpool of f32[1,2,3]: along spatial axis 0 the window reaches over 4 elements, but there are 3, padding included; pad more or make the window smaller");
    rejects(
        () -> MaxPool.of(x, Sliding.over(1).withPads(2), 2),
        "maxpool of f32[1,2,3]: along spatial axis 0 a window holds nothing but padding; pad less");
    rejects(
        () -> MaxPool.of(x, Sliding.over(2), 2),
        "maxpool of f32[1,2,3]: a window of sizes [2] cannot slide over 2 axes of 3");
    rejects(
        () -> MaxPool.of(variable(TensorType.bool(1, 2, 3)), 2),
        "maxpool of bool[1,2,3]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
  }
}
