package dev.adjoint.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.random.Key;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RegressionErrorsTest {
  private static final Metric<RegressionErrors> METRIC = RegressionErrors.metric();

  /// Labels far from 0, where a sum of squares would lose all digits.
  private static NDArray labels(int rows, long seed) {
    return Key.of(seed + 1).uniform(TensorType.f64(rows, 2), 1e8, 1e8 + 1);
  }

  @Property(seed = "1", tries = 100)
  void areTheNaiveNumbersHoweverTheDataIsCut(
      @ForAll @IntRange(min = 2, max = 40) int rows, @ForAll long seed) {
    NDArray t = labels(rows, seed);
    NDArray y = Key.of(seed).uniform(TensorType.f64(rows, 2), 1e8, 1e8 + 1);
    double mean = 0;
    for (int i = 0; i < 2 * rows; i++) {
      mean += (t.value(i) - 1e8) / (2 * rows);
    }
    double squared = 0;
    double absolute = 0;
    double spread = 0;
    for (int i = 0; i < 2 * rows; i++) {
      squared += Math.pow(y.value(i) - t.value(i), 2);
      absolute += Math.abs(y.value(i) - t.value(i));
      spread += Math.pow(t.value(i) - 1e8 - mean, 2);
    }
    Dataset data = Dataset.of(y, t);
    RegressionErrors sum = METRIC.of(data.take(0).inputs(), data.take(0).labels());
    for (int row = 0; row < rows; row += 3) {
      Dataset part = data.slice(row, Math.min(rows, row + 3));
      sum = sum.plus(METRIC.of(part.inputs(), part.labels()));
    }
    for (RegressionErrors errors : new RegressionErrors[] {METRIC.of(y, t), sum}) {
      assertThat(errors.count()).isEqualTo(2L * rows);
      assertThat(errors.meanSquared()).isCloseTo(squared / (2 * rows), within(1e-12));
      assertThat(errors.rootMeanSquared())
          .isCloseTo(Math.sqrt(squared / (2 * rows)), within(1e-12));
      assertThat(errors.meanAbsolute()).isCloseTo(absolute / (2 * rows), within(1e-12));
      assertThat(errors.r2()).isCloseTo(1 - squared / spread, within(1e-6));
    }
    Layer identity = x -> x;
    assertThat(METRIC.of(identity, data)).isEqualTo(METRIC.of(y, t));
  }

  /// The example of scikit-learn's documentation of r2_score.
  @Test
  void aPublishedExample() {
    RegressionErrors errors = METRIC.of(NDArray.of(2.5, 0, 2, 8), NDArray.of(3, -0.5, 2, 7));
    assertThat(errors.r2()).isCloseTo(0.948, within(1e-3));
    assertThat(errors.meanSquared()).isEqualTo(0.375);
    assertThat(errors.meanAbsolute()).isEqualTo(0.5);
  }

  @Test
  void whereNothingVaries() {
    assertThat(METRIC.of(NDArray.of(3.0, 3), NDArray.of(3.0, 3)).r2()).isEqualTo(1);
    assertThat(METRIC.of(NDArray.of(3.0, 4), NDArray.of(3.0, 3)).r2()).isZero();
    RegressionErrors none = METRIC.of(NDArray.of(new double[0]), NDArray.of(new double[0]));
    assertThat(none.r2()).isNaN();
    assertThat(none.meanSquared()).isNaN();
    assertThat(none.plus(none)).isEqualTo(none);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> METRIC.of(NDArray.of(1f, 2), NDArray.of(1f, 2).reshape(2, 1)))
        .withMessage("errors of predictions f32[2] for labels f32[2,1]: they must be of one shape");
  }
}
