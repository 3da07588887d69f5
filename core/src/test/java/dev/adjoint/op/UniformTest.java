package dev.adjoint.op;

import static dev.adjoint.op.DrawContract.chiSquared;
import static dev.adjoint.op.DrawContract.even;
import static dev.adjoint.op.DrawContract.key;
import static dev.adjoint.op.DrawContract.kolmogorovSmirnov;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class UniformTest {
  private static final int MANY = 100_000;

  @Property(tries = 50, seed = "43")
  void isTheDrawOfTheKey(@ForAll long seed) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      TensorType type = TensorType.of(dtype, 3, 5);
      DrawContract.givesTheBitsOfTheKey(
          seed, key -> Uniform.of(key, type), key -> key.uniform(type));
    }
  }

  @Example
  void isSpreadEvenly() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      double[] u = run(Uniform.of(key(2), TensorType.of(dtype, MANY))).toDoubleArray();
      assertThat(kolmogorovSmirnov(u, x -> x)).isLessThan(1.95);
      assertThat(Arrays.stream(u)).allMatch(x -> x >= 0 && x < 1);
    }
  }

  /// Pairs of the draws of two keys in 100 squares; χ² of 99 degrees of freedom is above 149 once
  /// in 1000 seeds.
  @Example
  void keysSplitFromOneAreIndependent() {
    TensorType type = TensorType.f64(MANY);
    List<Tensor> keys = SplitKey.list(key(3), 2);
    double[] a = run(Uniform.of(keys.get(0), type)).toDoubleArray();
    double[] b = run(Uniform.of(keys.get(1), type)).toDoubleArray();
    double[] parent = run(Uniform.of(key(3), type)).toDoubleArray();
    for (double[] other : List.of(b, parent)) {
      int[] counts = new int[100];
      for (int i = 0; i < MANY; i++) {
        counts[10 * (int) (10 * a[i]) + (int) (10 * other[i])]++;
      }
      assertThat(chiSquared(counts, even(100))).isLessThan(149);
    }
  }

  @Property(tries = 50, seed = "44")
  void hasGradientsByItsBounds(@ForAll long seed) {
    OpContract.holds(
        formula((low, high) -> Uniform.of(key(seed), low.type(), low, high).squared()),
        NDArray.of(-1.0, 0.5),
        NDArray.of(2.0, 1.5));
  }

  @Example
  void liesBetweenItsBounds() {
    Tensor y = Uniform.of(key(4), TensorType.f64(1000), Tensor.scalar(-2), Tensor.scalar(3));
    assertThat(Arrays.stream(run(y).toDoubleArray())).allMatch(x -> x >= -2 && x <= 3);
  }

  @Example
  void otherTypesAreErrors() {
    DrawContract.wantsAKey("uniform", key -> Uniform.of(key, TensorType.f32(3)));
    rejects(
        () -> Uniform.of(key(1), TensorType.i32(3)),
        "uniform of i32[3]: wants f32 or f64; convert with Cast.of(x, dtype)");
  }
}
