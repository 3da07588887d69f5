package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Streams;
import com.google.common.primitives.Ints;
import dev.adjoint.array.NDArray;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final NDArray NUMBERS = NDArray.of(IntStream.range(0, 10).toArray());
  private static final Dataset DATA = Dataset.of(NUMBERS, NUMBERS);
  private static final Key KEY = Key.of(1);

  @Test
  void sampledBatchesHaveOneSizeAndDrawWithReplacement() {
    Schedule schedule = Schedule.sampled(DATA, 4, 50, KEY);
    List<List<Integer>> batches = batches(schedule);
    assertThat(schedule.steps()).isEqualTo(50);
    assertThat(schedule.epoch()).isEqualTo(3);
    assertThat(batches).hasSize(50).allMatch(batch -> batch.size() == 4);
    assertThat(batches).anyMatch(batch -> batch.stream().distinct().count() < 4);
    assertThat(batches.stream().flatMap(List::stream).distinct()).hasSize(10);
  }

  @Test
  void eachShuffledPassSeesEveryRowOnceInAnOrderOfItsOwn() {
    Schedule schedule = Schedule.shuffled(DATA, 4, 2, KEY);
    List<List<Integer>> batches = batches(schedule);
    assertThat(schedule.steps()).isEqualTo(6);
    assertThat(schedule.epoch()).isEqualTo(3);
    assertThat(batches).extracting(List::size).containsExactly(4, 4, 2, 4, 4, 2);
    var first = batches.subList(0, 3).stream().flatMap(List::stream).toList();
    var second = batches.subList(3, 6).stream().flatMap(List::stream).toList();
    assertThat(first).containsExactlyInAnyOrderElementsOf(Ints.asList(NUMBERS.toIntArray()));
    assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
  }

  @Test
  void theKeyDecides() {
    assertThat(batches(Schedule.sampled(DATA, 4, 5, KEY)))
        .isEqualTo(batches(Schedule.sampled(DATA, 4, 5, KEY)))
        .isNotEqualTo(batches(Schedule.sampled(DATA, 4, 5, Key.of(2))));
    assertThat(batches(Schedule.shuffled(DATA, 4, 5, KEY)))
        .isEqualTo(batches(Schedule.shuffled(DATA, 4, 5, KEY)))
        .isNotEqualTo(batches(Schedule.shuffled(DATA, 4, 5, Key.of(2))));
  }

  private static List<List<Integer>> batches(Schedule schedule) {
    return Streams.stream(schedule.batches()).map(ScheduleTest::rows).toList();
  }

  private static List<Integer> rows(Batch batch) {
    return Ints.asList(batch.inputs().value().toIntArray());
  }
}
