package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.assertGradient;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class DropoutTest {
  private static Tensor key(long seed) {
    return Tensor.constant(Key.of(seed).toNDArray());
  }

  @Property(seed = "1", tries = 30)
  void keepsTheRightPartAndScalesIt(
      @ForAll @DoubleRange(min = 0, max = 0.99) double rate, @ForAll long seed) {
    Tensor x = Tensor.ones(TensorType.f64(10_000));
    double[] y = eval(new Dropout(rate).apply(x, Pass.training(key(seed)))).toDoubleArray();
    assertThat(Arrays.stream(y).distinct()).isSubsetOf(0.0, 1 / (1 - rate));
    double kept = Arrays.stream(y).filter(v -> v != 0).count() / 10_000.0;
    assertThat(kept).isCloseTo(1 - rate, within(5 * Math.sqrt(rate * (1 - rate) / 10_000) + 1e-12));
    double[] book =
        eval(new Dropout(rate, false).apply(x, Pass.training(key(seed)))).toDoubleArray();
    assertThat(Arrays.stream(book).distinct()).isSubsetOf(0.0, 1.0);
  }

  @Test
  void evaluationKeepsTheMean() {
    Tensor x = normal(1, 4, 5);
    assertThat(new Dropout(0.3).apply(x)).isSameAs(x);
    assertThat(eval(new Dropout(0.3, false).apply(x))).isEqualTo(eval(x.times(0.7)));
  }

  @Test
  void theSameKeyDropsTheSame() {
    var dropout = new Dropout(0.5);
    Tensor x = normal(1, 100);
    NDArray y = eval(dropout.apply(x, Pass.training(key(4))));
    assertThat(eval(dropout.apply(x, Pass.training(key(4))))).isEqualTo(y);
    assertThat(eval(dropout.apply(x, Pass.training(key(5))))).isNotEqualTo(y);
  }

  @Property(seed = "1", tries = 20)
  void hasTheGradientOfItsFormula(@ForAll long seed) {
    Tensor x = normal(seed, 3, 4);
    Tensor yBar = normal(seed + 1, 3, 4);
    for (Dropout dropout : List.of(new Dropout(0.4), new Dropout(0.4, false))) {
      assertGradient(v -> dropout.apply(v, Pass.training(key(seed))).times(yBar).sum(), x);
      assertGradient(v -> dropout.apply(v).times(yBar).sum(), x);
    }
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dropout(1))
        .withMessage("dropout of rate 1.0: the rate is a probability in [0, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dropout(Double.NaN))
        .withMessage("dropout of rate NaN: the rate is a probability in [0, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dropout(0.5).apply(Tensor.zeros(TensorType.i32(3))))
        .withMessage("dropout of i32[3]: wants f32 or f64");
  }
}
