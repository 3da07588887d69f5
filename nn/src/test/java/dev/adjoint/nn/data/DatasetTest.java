package dev.adjoint.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class DatasetTest {
  /// Row `i` has the inputs 10 i … 10 i + 5 in two rows of three, and the label `i`.
  private static Dataset numbered(int rows) {
    return numbered(rows, DType.FLOAT32);
  }

  private static Dataset numbered(int rows, DType dtype) {
    NDArray inputs =
        NDArray.of(IntStream.range(0, rows * 6).map(k -> k / 6 * 10 + k % 6).toArray());
    return Dataset.of(
        inputs.cast(dtype).reshape(rows, 2, 3), NDArray.of(IntStream.range(0, rows).toArray()));
  }

  private static List<Integer> labels(Dataset dataset) {
    return list(dataset.labels());
  }

  private static List<Integer> list(NDArray labels) {
    return Arrays.stream(labels.toIntArray()).boxed().toList();
  }

  private static void assertRowsMatch(NDArray inputs, NDArray labels) {
    assertThat(inputs.shape().size(0)).isEqualTo(labels.shape().size(0));
    for (int row = 0; row < labels.count(); row++) {
      for (int k = 0; k < 6; k++) {
        assertThat(inputs.at(row, k / 3, k % 3)).isEqualTo(labels.at(row) * 10 + k);
      }
    }
  }

  private static void assertMatch(Batch batch) {
    assertRowsMatch(batch.inputs().value(), batch.labels().value());
  }

  @Property(seed = "1", tries = 100)
  void aFeedHasTheBatchesInTheSameMemory(
      @ForAll @IntRange(max = 20) int rows, @ForAll @IntRange(min = 1, max = 7) int size) {
    Dataset data = numbered(rows).shuffled(Key.of(rows));
    Feed feed = data.feed(size);
    var seen = new ArrayList<Object>();
    int number = 0;
    for (Batch batch : feed) {
      Batch wanted = data.batches(size).get(number++);
      assertThat(batch.inputs().value()).isEqualTo(wanted.inputs().value());
      assertThat(batch.labels().value()).isEqualTo(wanted.labels().value());
      seen.add(batch.inputs().value().storage());
    }
    assertThat(number).isEqualTo(feed.count()).isEqualTo(data.batches(size).size());
    assertThat(seen.stream().limit(rows / size).distinct().count()).isLessThanOrEqualTo(1);
    assertThat(data.inputs()).isEqualTo(numbered(rows).shuffled(Key.of(rows)).inputs());
  }

  @Test
  void rowsInOrderAreNotCopied() {
    NDArray inputs = numbered(7).inputs();
    Dataset data = Dataset.of(inputs, numbered(7).labels()).slice(1, 6);
    Feed feed = data.feed(2);
    for (int round = 0; round < 2; round++) {
      for (int k = 0; k < feed.count(); k++) {
        Batch wanted = data.batches(2).get(k);
        for (Batch batch : List.of(feed.batch(k), wanted)) {
          assertThat(batch.inputs().value().storage()).isSameAs(inputs.storage());
          assertThat(batch.labels().value()).isEqualTo(wanted.labels().value());
          assertMatch(batch);
        }
      }
    }
    assertThat(data.inputs().storage()).isSameAs(inputs.storage());
    assertThat(data.shuffled(Key.of(1)).inputs().storage()).isNotSameAs(inputs.storage());
  }

  @Test
  void aFeedTakesNoMoreMemoryThanThereAreRows() {
    Feed feed = numbered(5).feed(Integer.MAX_VALUE);
    assertThat(feed.count()).isEqualTo(1);
    assertThat(feed.batch(0).inputs().value()).isEqualTo(numbered(5).inputs());
  }

  @Test
  void aFeedEnds() {
    Feed feed = numbered(5).feed(2);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> feed.batch(3));
    var batches = feed.iterator();
    while (batches.hasNext()) {
      batches.next();
    }
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(batches::next);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(5).feed(0))
        .withMessage("batches of 0 rows: at least 1");
  }

  @Test
  void holdsRowsOfEveryDtype() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      Dataset dataset = numbered(7, dtype);
      assertThat(dataset.size()).isEqualTo(7);
      assertThat(dataset.inputs().type()).isEqualTo(TensorType.of(dtype, 7, 2, 3));
      assertMatch(dataset.shuffled(Key.of(1)).all());
    }
    NDArray flags = NDArray.of(true, false, true);
    assertThat(Dataset.of(flags, flags).slice(1, 3).inputs()).isEqualTo(NDArray.of(false, true));
  }

  @Property(seed = "1", tries = 200)
  void shufflingReordersRowsWithTheirLabels(
      @ForAll @IntRange(max = 50) int rows, @ForAll long seed) {
    Dataset shuffled = numbered(rows).shuffled(Key.of(seed));
    assertRowsMatch(shuffled.inputs(), shuffled.labels());
    assertThat(shuffled.labels()).isEqualTo(Key.of(seed).permutation(rows));
    assertThat(labels(shuffled.shuffled(Key.of(seed + 1))))
        .containsExactlyInAnyOrderElementsOf(labels(numbered(rows)));
  }

  @Property(seed = "1", tries = 200)
  void batchesHoldEachRowOnceInOrder(
      @ForAll @IntRange(max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 50) int size,
      @ForAll long seed) {
    Dataset dataset = numbered(rows).shuffled(Key.of(seed));
    List<Batch> batches = dataset.batches(size);
    batches.forEach(DatasetTest::assertMatch);
    assertThat(batches.stream().flatMap(b -> list(b.labels().value()).stream()))
        .containsExactlyElementsOf(labels(dataset));
    for (int i = 0; i < batches.size(); i++) {
      assertThat(batches.get(i).size()).isEqualTo(Math.min(size, rows - i * size)).isPositive();
    }
  }

  @Property(seed = "1", tries = 200)
  void slicesAreTheRowsBetween(
      @ForAll @IntRange(max = 20) int rows,
      @ForAll @IntRange(max = 20) int a,
      @ForAll @IntRange(max = 20) int b,
      @ForAll long seed) {
    int from = Math.min(Math.min(a, b), rows);
    int to = Math.min(Math.max(a, b), rows);
    Dataset dataset = numbered(rows).shuffled(Key.of(seed));
    Dataset slice = dataset.slice(from, to);
    assertRowsMatch(slice.inputs(), slice.labels());
    assertThat(labels(slice)).isEqualTo(labels(dataset).subList(from, to));
    assertThat(labels(dataset.take(to))).isEqualTo(labels(dataset).subList(0, to));
  }

  @Property(seed = "1", tries = 100)
  void samplesAreRowsWithTheirLabels(
      @ForAll @IntRange(min = 1, max = 20) int rows,
      @ForAll @IntRange(min = 1, max = 30) int size,
      @ForAll @IntRange(max = 5) int count,
      @ForAll long seed) {
    List<Batch> batches = numbered(rows).sampled(Key.of(seed), size, count);
    assertThat(batches).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertMatch(batches.get(i));
      assertThat(batches.get(i).labels().value()).isEqualTo(Key.of(seed).fold(i).ints(rows, size));
    }
  }

  @Test
  void samplingIsWithReplacement() {
    List<Batch> batches = numbered(3).sampled(Key.of(1), 100, 2);
    assertThat(batches.get(0).size()).isEqualTo(100);
    assertThat(batches.get(0).labels().value()).isNotEqualTo(batches.get(1).labels().value());
  }

  @Test
  void aShuffledPartIsSampledFromThatPart() {
    Dataset part = numbered(10).shuffled(Key.of(1)).take(2);
    for (Batch batch : part.sampled(Key.of(2), 5, 20)) {
      assertMatch(batch);
      assertThat(labels(part)).containsAll(list(batch.labels().value()));
    }
  }

  @Test
  void rowsWithoutElementsAreRows() {
    Dataset dataset = Dataset.of(NDArray.full(TensorType.f32(4, 0), 0), NDArray.of(0, 1, 2, 3));
    assertThat(dataset.batches(3).getLast().inputs().type()).isEqualTo(TensorType.f32(1, 0));
    assertThat(numbered(0).batches(3)).isEmpty();
    assertThat(numbered(0).all().inputs().type()).isEqualTo(TensorType.f32(0, 2, 3));
  }

  @Test
  void saysWhatItHolds() {
    assertThat(numbered(7).take(5))
        .hasToString("data set of 5 rows, inputs f32[5,2,3], labels i32[5]");
    assertThat(numbered(7).batches(4).getFirst())
        .hasToString("batch of inputs f32[4,2,3], labels i32[4]");
  }

  @Test
  void misuseIsNamed() {
    NDArray three = NDArray.of(1, 2, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(three, NDArray.of(1, 2)))
        .withMessage(
            "data set of inputs i32[3] and labels i32[2]: both need the same first axis, one row"
                + " for each example");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(NDArray.scalar(1), three))
        .withMessageStartingWith("data set of inputs f64[] and labels i32[3]: both need");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(three, NDArray.scalar(1)))
        .withMessageStartingWith("data set of inputs i32[3] and labels f64[]: both need");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(3).slice(1, 4))
        .withMessage("rows 1 to 4 of a data set of 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(3).slice(2, 1))
        .withMessage("rows 2 to 1 of a data set of 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(3).take(-1))
        .withMessage("rows 0 to -1 of a data set of 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(3).batches(0))
        .withMessage("batches of 0 rows: at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(3).sampled(Key.of(1), 0, 1))
        .withMessage("batches of 0 rows: at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(3).sampled(Key.of(1), 1, -1))
        .withMessage("-1 batches sampled from a data set of 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(0).sampled(Key.of(1), 1, 1))
        .withMessage("1 batches sampled from a data set of 0");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> numbered(3).batches(2).get(2));
  }

  @Test
  void rowsAreChosenInAnyOrder() {
    Dataset data = Dataset.of(NDArray.of(0f, 10f, 20f), NDArray.of(0, 1, 2));
    Dataset chosen = data.rows(2, 0, 2);
    assertThat(chosen.inputs().toFloatArray()).containsExactly(20, 0, 20);
    assertThat(chosen.labels().toIntArray()).containsExactly(2, 0, 2);
    assertThatThrownBy(() -> data.rows(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void wholeBatchesLeaveOutAShortOne() {
    Dataset data = Dataset.of(NDArray.of(0f, 10f, 20f), NDArray.of(0, 1, 2));
    assertThat(data.whole(2).batches(2)).hasSize(1);
    assertThat(data.whole(1).size()).isEqualTo(3);
    assertThat(data.whole(4).size()).isZero();
  }

  @Test
  void labelsBecomeOneHotRows() {
    Dataset data = Dataset.of(NDArray.of(0f, 10f, 20f), NDArray.of(0, 2, 1));
    assertThat(data.oneHot(3).labels())
        .isEqualTo(NDArray.of(1f, 0, 0, 0, 0, 1, 0, 1, 0).reshape(3, 3));
    assertThat(data.shuffled(Key.of(1)).oneHot(3).labels())
        .isEqualTo(data.oneHot(3).shuffled(Key.of(1)).labels());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.oneHot(2))
        .withMessage("row 1 has label 2, but there are 2 classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.oneHot(3).oneHot(3))
        .withMessage("one-hot rows of labels f32[3,3]: wants class indices i32[rows]");
  }
}
