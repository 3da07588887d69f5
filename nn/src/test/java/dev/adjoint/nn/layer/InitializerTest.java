package dev.adjoint.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class InitializerTest {
  private static final Key KEY = Key.of(11);

  private static NDArray draw(Initializer initializer, TensorType type) {
    return initializer.init(type, KEY).value();
  }

  @Property(seed = "1", tries = 50)
  void followTheirFormulas(
      @ForAll @IntRange(min = 1, max = 20) int in, @ForAll @IntRange(min = 1, max = 20) int out) {
    var type = TensorType.f64(in, out);
    double both = in + out;
    assertThat(draw(Initializer.normal(0.3), type)).isEqualTo(KEY.normal(type, 0, 0.3));
    assertThat(draw(Initializer.xavierNormal(), type))
        .isEqualTo(KEY.normal(type, 0, Math.sqrt(2 / both)));
    assertThat(draw(Initializer.he(), type)).isEqualTo(KEY.normal(type, 0, Math.sqrt(2.0 / in)));
    assertUniform(Initializer.uniform(0.3), type, 0.3);
    assertUniform(Initializer.uniform(), type, 1 / Math.sqrt(in));
    assertUniform(Initializer.xavier(), type, Math.sqrt(6 / both));
    assertUniform(Initializer.heUniform(), type, Math.sqrt(6.0 / in));
  }

  private static void assertUniform(Initializer initializer, TensorType type, double limit) {
    assertThat(draw(initializer, type)).isEqualTo(KEY.uniform(type, -limit, limit));
  }

  /// A uniform distribution over ±a has the variance a²/3: each pair of formulas has one variance.
  @Test
  void uniformAndNormalHaveOneVariance() {
    var type = TensorType.f64(200, 300);
    double glorot = 2.0 / (200 + 300);
    double he = 2.0 / 200;
    assertThat(variance(Initializer.xavier(), type)).isCloseTo(glorot, within(0.03 * glorot));
    assertThat(variance(Initializer.xavierNormal(), type)).isCloseTo(glorot, within(0.03 * glorot));
    assertThat(variance(Initializer.he(), type)).isCloseTo(he, within(0.03 * he));
    assertThat(variance(Initializer.heUniform(), type)).isCloseTo(he, within(0.03 * he));
  }

  private static double variance(Initializer initializer, TensorType type) {
    double[] x = draw(initializer, type).toDoubleArray();
    return Arrays.stream(x).map(v -> v * v).average().orElseThrow();
  }

  @Test
  void kernelsOfConvolutionsCountTheirWindow() {
    var type = TensorType.f32(5, 5, 3, 16);
    assertThat(draw(Initializer.he(), type)).isEqualTo(KEY.normal(type, 0, Math.sqrt(2.0 / 75)));
    assertThat(draw(Initializer.xavierNormal(), type))
        .isEqualTo(KEY.normal(type, 0, Math.sqrt(2.0 / (75 + 400))));
  }

  @Test
  void constantsTakeAnyShape() {
    assertThat(draw(Initializer.zeros(), TensorType.f32(3)))
        .isEqualTo(NDArray.full(TensorType.f32(3), 0));
    assertThat(draw(Initializer.constant(0.5), TensorType.f64())).isEqualTo(NDArray.scalar(0.5));
  }

  @Test
  void scalingNeedsAMatrix() {
    for (Initializer initializer :
        List.of(
            Initializer.uniform(),
            Initializer.xavier(),
            Initializer.xavierNormal(),
            Initializer.he(),
            Initializer.heUniform())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> initializer.init(TensorType.f32(3), KEY))
          .withMessage(
              "initial values of f32[3]: scaling by in and out needs a weight […,in,out] with"
                  + " elements; use normal(std), uniform(limit) or zeros()");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Initializer.he().init(TensorType.f32(0, 3), KEY))
        .withMessageStartingWith("initial values of f32[0,3]: ");
  }
}
