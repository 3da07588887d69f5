package dev.adjoint.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ScalingTest {
  private static Dataset data(NDArray inputs) {
    return Dataset.of(inputs, NDArray.of(new int[inputs.shape().size(0)]));
  }

  private static double mean(NDArray x, int from, int step) {
    return IntStream.iterate(from, i -> i < x.count(), i -> i + step)
        .mapToDouble(x::value)
        .average()
        .orElseThrow();
  }

  @Property(seed = "1", tries = 50)
  void featuresGetMeanZeroAndVarianceOne(
      @ForAll @IntRange(min = 2, max = 20) int rows, @ForAll long seed) {
    NDArray x = Key.of(seed).uniform(TensorType.f64(rows, 2, 3), 50, 70);
    Scaling scaling = Scaling.ofFeatures(data(x));
    NDArray y = scaling.apply(data(x)).inputs();
    double[] squares = y.toDoubleArray();
    for (int i = 0; i < squares.length; i++) {
      squares[i] *= squares[i];
    }
    for (int k = 0; k < 6; k++) {
      assertThat(mean(y, k, 6)).isCloseTo(0, within(1e-12));
      assertThat(mean(NDArray.of(squares), k, 6)).isCloseTo(1, within(1e-12));
    }
    assertThat(scaling.inverse(y).toDoubleArray())
        .containsExactly(x.toDoubleArray(), Offset.offset(1e-12));
    assertThat(scaling.mean().shape()).hasToString("[2,3]");
  }

  @Test
  void theTestIsScaledByTheTraining() {
    Scaling scaling = Scaling.ofFeatures(data(NDArray.of(1f, 5, 3, 5).reshape(2, 2)));
    assertThat(scaling.mean()).isEqualTo(NDArray.of(2.0, 5));
    assertThat(scaling.std()).isEqualTo(NDArray.of(1.0, 1)); // 5 does not vary
    assertThat(scaling.apply(data(NDArray.of(7f, 4).reshape(1, 2))).inputs())
        .isEqualTo(NDArray.of(5f, -1).reshape(1, 2));
  }

  @Test
  void channelsAreScaledOverAllPositions() {
    Dataset images = data(NDArray.of(1f, 3, 10, 30, 5, 7, 50, 70).reshape(2, 2, 1, 2));
    Scaling scaling = Scaling.ofChannels(images);
    assertThat(scaling.mean()).isEqualTo(NDArray.of(4.0, 40).reshape(2, 1, 1));
    assertThat(scaling.std().value(0)).isCloseTo(Math.sqrt(5), within(1e-12));
    assertThat(scaling.std().value(1)).isCloseTo(10 * Math.sqrt(5), within(1e-12));
    Dataset wider = data(NDArray.of(4f, 4, 4, 40, 40, 50).reshape(1, 2, 1, 3));
    assertThat(scaling.apply(wider).inputs().value(4)).isZero();
    assertThat(scaling.apply(wider).inputs().value(5)).isCloseTo(1 / Math.sqrt(5), within(1e-7));
  }

  @Test
  void aNumberThatRoundingCannotMeetExactlyDoesNotVary() {
    float[] tenths = new float[1000];
    java.util.Arrays.fill(tenths, 0.1f);
    assertThat(Scaling.ofFeatures(data(NDArray.of(tenths).reshape(1000, 1))).std().value(0))
        .isEqualTo(1);
  }

  @Test
  void misuseIsNamed() {
    Scaling scaling = Scaling.ofFeatures(data(NDArray.of(1f, 2).reshape(1, 2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scaling.apply(data(NDArray.of(1f, 2, 3).reshape(1, 3))))
        .withMessage("a scaling of rows [2] was given inputs f32[1,3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scaling.ofFeatures(data(NDArray.of(1, 2))))
        .withMessage(
            "scaling of a data set of 2 rows, inputs i32[2], labels i32[2]: wants inputs f32 or f64 of at least one row");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scaling.ofChannels(data(NDArray.of(1f, 2))))
        .withMessageContaining("wants inputs [rows,channels,…]");
  }
}
