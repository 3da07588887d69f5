package dev.adjoint.op;

import static dev.adjoint.op.DrawContract.key;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class BernoulliTest {
  @Property(tries = 50, seed = "50")
  void isTrueWhereTheDrawIsBelow(@ForAll long seed) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      TensorType type = TensorType.of(dtype, 4, 5);
      NDArray p = Key.of(~seed).uniform(type);
      NDArray u = Key.of(seed).uniform(type);
      NDArray expected = OpContract.naive(DType.BOOL, p.shape(), at -> u.at(at) < p.at(at) ? 1 : 0);
      assertThat(run(Bernoulli.of(key(seed), Tensor.constant(p)))).isEqualTo(expected);
      OpContract.compilesClosely(
          OpContract.formula((k, q) -> Bernoulli.of(k, q)), Key.of(seed).toNDArray(), p);
      BatchContract.batches(new Bernoulli(), Key.of(seed).toNDArray(), p);
    }
  }

  /// Five standard errors, √(p (1 − p) / n).
  @Example
  void isTrueAsOftenAsAsked() {
    int n = 100_000;
    for (double p : new double[] {0.01, 0.3, 0.5, 0.9}) {
      Tensor draws = Bernoulli.of(key(13), Tensor.full(TensorType.f32(n), p));
      double share = run(draws.cast(DType.FLOAT64).mean()).item();
      assertThat(Math.abs(share - p)).isLessThan(5 * Math.sqrt(p * (1 - p) / n));
    }
  }

  @Example
  void theBoundsAreNeverAndAlways() {
    Tensor p = Tensor.vector(-1, 0, Double.NaN, 1, 2);
    assertThat(run(Bernoulli.of(key(14), p)))
        .isEqualTo(NDArray.of(0.0, 0, 0, 1, 1).cast(DType.BOOL));
  }

  @Example
  void aDrawEqualToTheProbabilityIsFalse() {
    Tensor p = Tensor.constant(Key.of(14).uniform(TensorType.f32(50)));
    assertThat(run(Bernoulli.of(key(14), p))).isEqualTo(NDArray.full(TensorType.bool(50), 0));
  }

  @Example
  void eachKeyDrawsItsPart() {
    Tensor keys = SplitKey.of(key(15), 2);
    Tensor p = Tensor.full(TensorType.f64(2, 50), 0.5);
    NDArray both = run(Bernoulli.of(keys, p));
    for (int i = 0; i < 2; i++) {
      Tensor one = Tensor.constant(Key.of(15).split(2).get(i).toNDArray());
      assertThat(DrawContract.part(both, i, 2))
          .isEqualTo(run(Bernoulli.of(one, Tensor.full(TensorType.f64(50), 0.5))));
    }
    assertThat(new Bernoulli().batched()).contains(new Bernoulli());
  }

  @Example
  void otherTypesAreErrors() {
    Tensor p = variable(TensorType.f32(3));
    DrawContract.wantsAKey(
        "bernoulli", key -> Bernoulli.of(key, variable(TensorType.f32())), " and f32[]");
    rejects(
        () -> Bernoulli.of(key(1), variable(TensorType.i32(3))),
        "bernoulli of i32[2] and i32[3]: the probabilities must be f32 or f64; convert with Cast.of(p, dtype)");
    rejects(
        () -> Bernoulli.of(variable(TensorType.i32(4, 2)), p),
        "bernoulli of i32[4,2] and f32[3]: the probabilities must begin with the axes of the keys, [4]");
  }
}
