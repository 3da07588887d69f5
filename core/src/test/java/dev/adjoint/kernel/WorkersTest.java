package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Allocation;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;

class WorkersTest {
  private static final Workers FOUR = Workers.of(4);

  @Property(tries = 500, seed = "1")
  void everyTaskRunsOnce(@ForAll @IntRange(max = 200) int tasks) {
    var runs = new AtomicIntegerArray(tasks + 1);
    FOUR.run(tasks, runs::incrementAndGet);
    for (int i = 0; i < tasks; i++) {
      assertThat(runs.get(i)).isEqualTo(1);
    }
    assertThat(runs.get(tasks)).isZero();
  }

  /// Loops of different lengths without a pause: a worker may come late for one and find the next.
  @Example
  void everyTaskRunsOnceInLoopsThatFollowEachOther() {
    for (int round = 0; round < 50_000; round++) {
      int tasks = 2 + round % 5;
      var runs = new AtomicIntegerArray(tasks);
      FOUR.run(tasks, runs::incrementAndGet);
      for (int i = 0; i < tasks; i++) {
        assertThat(runs.get(i)).isEqualTo(1);
      }
    }
  }

  @Example
  void aLoopAllocatesNothing() {
    IntConsumer task = _ -> Thread.onSpinWait();
    FOUR.run(9, task);
    assertThat(Allocation.bytes(() -> FOUR.run(9, task))).isZero();
  }

  @Example
  void oneThreadIsTheCaller() {
    var caller = Thread.currentThread();
    Workers.of(1).run(5, _ -> assertThat(Thread.currentThread()).isSameAs(caller));
  }

  @Example
  void theWorkersTakePart() {
    var others = new AtomicInteger();
    var caller = Thread.currentThread();
    FOUR.run(
        50,
        _ -> {
          if (!Thread.currentThread().equals(caller)) {
            others.incrementAndGet();
          }
          pause();
        });
    assertThat(others).hasPositiveValue();
  }

  /// So that steps of a program find in a core's cache what that core has left there.
  @Example
  void eachThreadBeginsWithARangeOfItsOwn() {
    var first = new ConcurrentHashMap<Thread, Integer>();
    var begun = new CountDownLatch(4);
    FOUR.run(
        40,
        i -> {
          if (first.putIfAbsent(Thread.currentThread(), i) == null) {
            begun.countDown();
            await(begun);
          }
        });
    assertThat(first).containsEntry(Thread.currentThread(), 0);
    assertThat(first.values()).containsExactlyInAnyOrder(0, 10, 20, 30);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Example
  void aBriefLoopWakesNobody() {
    for (int round = 0; round < 5; round++) {
      pause(200); // far longer than a thread stays awake
      var threads = ConcurrentHashMap.<Thread>newKeySet();
      FOUR.runBriefly(8, _ -> threads.add(Thread.currentThread()));
      assertThat(threads).containsExactly(Thread.currentThread());
    }
  }

  @Example
  void manyBriefLoopsWakeTheWorkers() {
    var threads = ConcurrentHashMap.<Thread>newKeySet();
    long start = System.nanoTime();
    while (threads.size() < 2 && System.nanoTime() - start < 60_000_000_000L) {
      FOUR.runBriefly(8, _ -> threads.add(Thread.currentThread()));
    }
    assertThat(threads).hasSizeGreaterThan(1);
  }

  private static void pause() {
    pause(2);
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Property(tries = 50, seed = "2")
  void anExceptionReachesTheCallerAndTheTeamLivesOn(@ForAll @IntRange(max = 29) int bad) {
    assertThatThrownBy(() ->
            FOUR.run(
                30,
                i -> {
                  if (i == bad) {
                    throw new IllegalStateException("task " + i);
                  }
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("task " + bad);
    everyTaskRunsOnce(30);
  }

  @Example
  void loopsMayNest() {
    var runs = new AtomicInteger();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> FOUR.run(20, _ -> FOUR.run(20, _ -> FOUR.run(3, _ -> runs.incrementAndGet()))));
    assertThat(runs).hasValue(1200);
  }

  @Example
  void severalThreadsMayShareATeam() throws InterruptedException {
    var runs = new AtomicInteger();
    var callers = new Thread[6];
    for (int i = 0; i < callers.length; i++) {
      callers[i] =
          Thread.ofPlatform()
              .start(() -> {
                for (int j = 0; j < 300; j++) {
                  FOUR.run(7, _ -> runs.incrementAndGet());
                }
              });
    }
    for (var caller : callers) {
      caller.join();
    }
    assertThat(runs).hasValue(6 * 300 * 7);
  }

  /// The caller runs out of tasks while a mate sleeps in one, and so has to wait for it.
  @Example
  void anInterruptIsKept() {
    var caller = Thread.currentThread();
    var begun = new CountDownLatch(1);
    caller.interrupt();
    FOUR.run(
        2,
        _ -> {
          if (Thread.currentThread().equals(caller)) {
            while (begun.getCount() > 0) {
              Thread.onSpinWait();
            }
          } else {
            begun.countDown();
            pause();
          }
        });
    assertThat(Thread.interrupted()).isTrue();
  }

  @Example
  void aTeamHasAtLeastItsCaller() {
    assertThatThrownBy(() -> Workers.of(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("workers: a team of 0 threads; it takes at least 1, the caller");
  }

  @Property
  void thePropertyIsANumberOfThreads(@ForAll @IntRange(min = 1) int threads) {
    assertThat(Workers.threads(Integer.toString(threads))).isEqualTo(threads);
  }

  @Property
  void aPropertyThatIsNoNumberOfThreadsIsRefused(@ForAll("noNumberOfThreads") String value) {
    assertThatThrownBy(() -> Workers.threads(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "system property adjoint.threads is '"
                + value
                + "'; it takes a whole number of at least 1, as in -Dadjoint.threads=4");
  }

  @Provide
  Arbitrary<String> noNumberOfThreads() {
    return Arbitraries.of("", " ", "0", "-1", "two", "2.5", "4 threads", "0x4", "99999999999");
  }

  @Example
  void aTeamSaysItsSize() {
    assertThat(FOUR).hasToString("4 threads");
    assertThat(Workers.of(1)).hasToString("1 thread");
    assertThat(FOUR.size()).isEqualTo(4);
  }
}
