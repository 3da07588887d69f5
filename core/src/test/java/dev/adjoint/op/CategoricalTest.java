package dev.adjoint.op;

import static dev.adjoint.op.DrawContract.chiSquared;
import static dev.adjoint.op.DrawContract.key;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class CategoricalTest {
  /// The maximum of logits and Gumbel noise, found by ops.
  @Property(tries = 100, seed = "51")
  void isTheLargestOfThePerturbedLogits(@ForAll long seed) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor logits = Numbers.smooth().tensor(TensorType.of(dtype, 3, 4), seed);
      Tensor u = Tensor.constant(Key.of(seed).uniform(TensorType.f64(3, 4)));
      Tensor gumbel = u.log().negate().log().negate();
      NDArray expected = run(ArgMax.of(logits.cast(DType.FLOAT64).plus(gumbel), -1));
      assertThat(run(Categorical.of(key(seed), logits))).isEqualTo(expected);
      OpContract.compilesClosely(
          formula((k, x) -> Categorical.of(k, x)), Key.of(seed).toNDArray(), logits.value());
      BatchContract.batches(new Categorical(), Key.of(seed).toNDArray(), logits.value());
    }
  }

  /// χ² of 3 degrees of freedom is above 16.3 once in 1000 seeds.
  @Example
  void classesAreDrawnAsOftenAsTheSoftmaxSays() {
    int n = 100_000;
    double[] p = {0.1, 0.2, 0.3, 0.4};
    Tensor logits = Tensor.vector(p).log().plus(7).broadcastTo(Shape.of(n, 4));
    int[] counts = new int[4];
    IntStream.of(run(Categorical.of(key(16), logits)).toIntArray()).forEach(k -> counts[k]++);
    assertThat(chiSquared(counts, p)).isLessThan(16.3);
  }

  @Example
  void whatIsImpossibleIsNotDrawn() {
    double none = Double.NEGATIVE_INFINITY;
    Tensor logits = Tensor.vector(none, 0, none).broadcastTo(Shape.of(1000, 3));
    assertThat(run(Categorical.of(key(17), logits)).toIntArray()).containsOnly(1);
    assertThat(run(Categorical.of(key(17), Tensor.vector(9, Double.NaN, 9))).value(0)).isEqualTo(1);
  }

  @Example
  void eachKeyDrawsItsPart() {
    Tensor logits = Numbers.smooth().tensor(TensorType.f64(2, 30, 3), 1);
    NDArray both = run(Categorical.of(SplitKey.of(key(18), 2), logits));
    for (int i = 0; i < 2; i++) {
      Tensor one = Tensor.constant(Key.of(18).split(2).get(i).toNDArray());
      Tensor part = Slice.of(logits, 0, i, i + 1).reshape(30, 3);
      assertThat(DrawContract.part(both, i, 2)).isEqualTo(run(Categorical.of(one, part)));
    }
  }

  @Example
  void aSharedKeyOfABatchIsRepeated() {
    Tensor logits = Tensor.zeros(TensorType.f64(2, 30, 3));
    var batch = new Batch(List.of(key(19), logits), List.of(false, true), 2);
    NDArray both = run(new Categorical().batched(batch).orElseThrow().getFirst());
    assertThat(DrawContract.part(both, 0, 2)).isEqualTo(DrawContract.part(both, 1, 2));
  }

  @Example
  void hasNoGradient() {
    NDArray key = Key.of(20).toNDArray();
    assertThat(
            gradient(
                formula((k, x) -> Categorical.of(k, x).cast(DType.FLOAT64)),
                key,
                NDArray.of(1.0, 2)))
        .containsExactly(NDArray.of(0.0, 0));
    List<Tensor> inputs = List.of(Tensor.constant(key), variable(TensorType.f64(2)));
    assertThat(new Categorical().pullback(1, inputs, List.of(), List.of()).isAll(0)).isTrue();
  }

  @Example
  void noRowsGiveNoClasses() {
    assertThat(run(Categorical.of(key(21), Tensor.zeros(TensorType.f32(0, 3)))).count()).isZero();
    Tensor none = Tensor.zeros(TensorType.i32(0, 2));
    assertThat(run(Categorical.of(none, Tensor.zeros(TensorType.f32(0, 3)))).count()).isZero();
  }

  @Example
  void otherTypesAreErrors() {
    DrawContract.wantsAKey(
        "categorical", key -> Categorical.of(key, variable(TensorType.f32(3))), " and f32[3]");
    rejects(
        () -> Categorical.of(key(1), variable(TensorType.i32(3))),
        "categorical of i32[2] and i32[3]: the logits must be f32 or f64; convert with Cast.of(logits, dtype)");
    rejects(
        () -> Categorical.of(key(1), variable(TensorType.f32())),
        "categorical of i32[2] and f32[]: the logits must have the axes of the keys, [], in front and one more");
    rejects(
        () -> Categorical.of(variable(TensorType.i32(4, 2)), variable(TensorType.f32(3, 5))),
        "categorical of i32[4,2] and f32[3,5]: the logits must have the axes of the keys, [4], in front and one more");
    rejects(
        () -> Categorical.of(key(1), variable(TensorType.f32(3, 0))),
        "categorical of i32[2] and f32[3,0]: there is no class to draw");
  }
}
