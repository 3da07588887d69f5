package dev.adjoint.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.NDArray;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class PrefetchTest {
  private static <T> List<T> all(Iterable<T> elements) {
    var list = new ArrayList<T>();
    elements.forEach(list::add);
    return list;
  }

  @Property(seed = "1", tries = 100)
  void elementsComeInTheirOrder(
      @ForAll @IntRange(max = 50) int count, @ForAll @IntRange(min = 1, max = 5) int ahead) {
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    try (var prefetch = new Prefetch<>(numbers, ahead)) {
      assertThat(all(prefetch)).isEqualTo(numbers);
    }
  }

  @Test
  void batchesAreTheSame() {
    Dataset data = Dataset.of(NDArray.of(1f, 2, 3, 4, 5), NDArray.of(1, 2, 3, 4, 5));
    try (var prefetch = new Prefetch<>(data.batches(2), 2)) {
      assertThat(all(prefetch).stream().map(batch -> batch.inputs().value()))
          .containsExactly(NDArray.of(1f, 2), NDArray.of(3f, 4), NDArray.of(5f));
    }
  }

  /// Counts what was made, without end.
  private static Iterable<Integer> counting(AtomicInteger made) {
    return () -> Stream.generate(made::incrementAndGet).iterator();
  }

  @Test
  void noMoreWaitThanThereIsRoomFor() throws InterruptedException {
    var made = new AtomicInteger();
    try (var prefetch = new Prefetch<>(counting(made), 3)) {
      Thread.sleep(100);
      assertThat(made).hasValueLessThanOrEqualTo(4);
      assertThat(prefetch.iterator().next()).isEqualTo(1);
    }
  }

  @Test
  void closingEndsTheThread() {
    var made = new AtomicInteger();
    var prefetch = new Prefetch<>(counting(made), 1);
    Iterator<Integer> iterator = prefetch.iterator();
    assertThat(iterator.next()).isEqualTo(1);
    prefetch.close();
    int then = made.get();
    prefetch.close();
    assertThat(made).hasValue(then);
    assertThatIllegalStateException()
        .isThrownBy(iterator::next)
        .withMessage("an element was taken from a prefetch that is closed");
  }

  /// The elements are held by the thread that makes them, until it ends.
  @Test
  void theThreadOfOneThatIsForgottenEnds() throws InterruptedException {
    WeakReference<Iterable<Integer>> elements = forgotten();
    while (elements.get() != null) {
      System.gc();
      Thread.sleep(10);
    }
  }

  private static WeakReference<Iterable<Integer>> forgotten() {
    Iterable<Integer> elements = counting(new AtomicInteger());
    assertThat(new Prefetch<>(elements, 1).iterator().next()).isEqualTo(1);
    return new WeakReference<>(elements);
  }

  @Test
  void whatFailsIsThrownWhereItIsTaken() {
    Iterable<Integer> failing =
        () -> IntStream.range(0, 3).map(i -> 6 / (1 - i)).boxed().iterator();
    try (var prefetch = new Prefetch<>(failing, 4)) {
      Iterator<Integer> iterator = prefetch.iterator();
      assertThat(iterator.next()).isEqualTo(6);
      assertThatThrownBy(iterator::next).isInstanceOf(ArithmeticException.class);
    }
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Prefetch<>(List.of(1), 0))
        .withMessage("prefetch of 0 elements ahead: at least 1");
    Dataset data = Dataset.of(NDArray.of(1f, 2), NDArray.of(1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Prefetch<>(data.feed(1), 1))
        .withMessage(
            "prefetch of a feed: its batches share one memory, so none can wait; use batches(size)");
    try (var prefetch = new Prefetch<>(List.of(1), 1)) {
      assertThat(prefetch.iterator()).isNotNull();
      assertThatIllegalStateException()
          .isThrownBy(prefetch::iterator)
          .withMessage(
              "a prefetch was gone through twice: its elements are made once; make a new one");
    }
  }
}
