package dev.adjoint.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
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

  @Property(seed = "1", tries = 50)
  void topOneIsTheAccuracy(@ForAll long seed) {
    NDArray scores = Key.of(seed).normal(TensorType.f32(20, 4));
    NDArray labels = Key.of(seed).ints(4, 20);
    assertThat(TopK.metric(1).of(scores, labels).rate())
        .isEqualTo(ConfusionMatrix.metric(4).of(scores, labels).accuracy());
  }

  @Test
  void partsAddUp() {
    assertThat(new TopK(1, 2).plus(new TopK(3, 4))).isEqualTo(new TopK(4, 6));
    assertThat(new TopK(1, 4).rate()).isEqualTo(0.25);
    assertThat(new TopK(0, 0).rate()).isNaN();
  }

  @Test
  void nanIsNeverAmongTheLargest() {
    NDArray scores = NDArray.of(Double.NaN, 1).reshape(1, 2);
    assertThat(TopK.metric(2).of(scores, NDArray.of(0)).hits()).isZero();
    assertThat(TopK.metric(1).of(scores, NDArray.of(1)).hits()).isEqualTo(1);
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
