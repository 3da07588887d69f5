package dev.adjoint.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.NDArray;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.random.Key;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class TopKTest {
  @Property(seed = "1", tries = 200)
  void isTheRankAmongSortedScores(
      @ForAll @IntRange(min = 1, max = 6) int k,
      @ForAll @IntRange(max = 20) int rows,
      @ForAll long seed) {
    // few different scores, so that there are ties
    NDArray scores =
        Key.of(seed).ints(4, rows * 5).reshape(rows, 5).cast(dev.adjoint.array.DType.FLOAT32);
    NDArray labels = Key.of(seed + 1).ints(5, rows);
    long hits = 0;
    for (int row = 0; row < rows; row++) {
      int from = row * 5;
      int label = (int) labels.value(row);
      hits +=
          IntStream.range(0, 5)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer c) -> -scores.value(from + c)))
              .limit(k)
              .filter(c -> c == label)
              .count();
    }
    assertThat(TopK.metric(k).of(scores, labels)).isEqualTo(new TopK(hits, rows));
  }

  /// Ties, both zeros, infinities, and NaN, which is larger than any number.
  @Property(seed = "1", tries = 100)
  void topOneIsTheAccuracy(@ForAll long seed) {
    double[] some = {Double.NaN, 0, -0.0, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    int[] which = Key.of(seed).ints(some.length, 20 * 3).toIntArray();
    NDArray scores = NDArray.of(Arrays.stream(which).mapToDouble(i -> some[i]).toArray());
    NDArray rows = scores.reshape(20, 3);
    NDArray labels = Key.of(seed).fold(1).ints(3, 20);
    double accuracy = Accuracy.of(Sequential.of(), Dataset.of(rows, labels));
    assertThat(ConfusionMatrix.metric(3).of(rows, labels).accuracy()).isEqualTo(accuracy);
    assertThat(TopK.metric(1).of(rows, labels).rate()).isEqualTo(accuracy);
    assertThat(TopK.metric(3).of(rows, labels).rate()).isEqualTo(1);
  }

  @Test
  void partsAddUp() {
    assertThat(new TopK(1, 2).plus(new TopK(3, 4))).isEqualTo(new TopK(4, 6));
    assertThat(new TopK(1, 4).rate()).isEqualTo(0.25);
    assertThat(new TopK(0, 0).rate()).isNaN();
  }

  @Test
  void nanIsTheLargest() {
    NDArray scores = NDArray.of(1, Double.NaN, Double.POSITIVE_INFINITY).reshape(1, 3);
    for (int label = 0; label < 3; label++) {
      NDArray labels = NDArray.of(label);
      assertThat(TopK.metric(1).of(scores, labels).hits()).isEqualTo(label == 1 ? 1 : 0);
      assertThat(TopK.metric(2).of(scores, labels).hits()).isEqualTo(label == 0 ? 0 : 1);
      assertThat(ConfusionMatrix.metric(3).of(scores, labels).count(label, 1)).isEqualTo(1);
      assertThat(Accuracy.of(Sequential.of(), Dataset.of(scores, labels)))
          .isEqualTo(label == 1 ? 1 : 0);
    }
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopK.metric(0))
        .withMessage("top 0: at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopK.metric(2).of(NDArray.of(1, 2), NDArray.of(1, 2)))
        .withMessage("top 2 of scores i32[2]: wants f32 or f64 [rows,classes]");
  }
}
