package dev.adjoint.op;

import static dev.adjoint.op.DrawContract.chiSquared;
import static dev.adjoint.op.DrawContract.even;
import static dev.adjoint.op.DrawContract.key;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class NormalTest {
  private static final int MANY = 100_000;

  /// The positive deciles of N(0, 1).
  private static final double[] DECILES = {
    0, 0.2533471031357997, 0.5244005127080407, 0.8416212335729143, 1.2815515655446004
  };

  @Property(tries = 50, seed = "45")
  void isTheDrawOfTheKey(@ForAll long seed) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      TensorType type = TensorType.of(dtype, 3, 5);
      DrawContract.givesTheBitsOfTheKey(seed, key -> Normal.of(key, type), key -> key.normal(type));
    }
  }

  /// Five standard errors of the mean, 1 / √n, and of the variance, √(2 / n); χ² of 9 degrees of
  /// freedom is above 27.9 once in 1000 seeds.
  @Example
  void isNormal() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      double[] z = run(Normal.of(key(5), TensorType.of(dtype, MANY))).toDoubleArray();
      double mean = Arrays.stream(z).average().orElseThrow();
      double square = Arrays.stream(z).map(x -> x * x).average().orElseThrow();
      assertThat(mean).isCloseTo(0, within(5 / Math.sqrt(MANY)));
      assertThat(square).isCloseTo(1, within(5 * Math.sqrt(2.0 / MANY)));
      int[] counts = new int[10];
      Arrays.stream(z).forEach(x -> counts[decile(x)]++);
      assertThat(chiSquared(counts, even(10))).isLessThan(27.9);
    }
  }

  private static int decile(double x) {
    int beyond = (int) Arrays.stream(DECILES).filter(d -> Math.abs(x) >= d).count();
    return x >= 0 ? 4 + beyond : 5 - beyond;
  }

  /// Five standard errors of a correlation, 1 / √n.
  @Example
  void keysSplitFromOneAreUncorrelated() {
    List<Tensor> keys = SplitKey.list(key(6), 2);
    Tensor a = Normal.of(keys.get(0), TensorType.f64(MANY));
    Tensor b = Normal.of(keys.get(1), TensorType.f64(MANY));
    Tensor c = Normal.of(key(6), TensorType.f64(MANY));
    for (Tensor other : List.of(b, c)) {
      assertThat(run(a.times(other).mean()).item()).isCloseTo(0, within(5 / Math.sqrt(MANY)));
    }
  }

  @Property(tries = 50, seed = "46")
  void hasGradientsByMeanAndDeviation(@ForAll long seed) {
    OpContract.holds(
        formula((mean, std) -> Normal.of(key(seed), mean.type(), mean, std).squared()),
        NDArray.of(-1.0, 0.5),
        NDArray.of(2.0, 1.5));
  }

  @Example
  void otherTypesAreErrors() {
    DrawContract.wantsAKey("normal", key -> Normal.of(key, TensorType.f32(3)));
    rejects(
        () -> Normal.of(key(1), TensorType.bool(3)),
        "normal of bool[3]: wants f32 or f64; convert with Cast.of(x, dtype)");
  }
}
