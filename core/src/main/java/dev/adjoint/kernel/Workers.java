package dev.adjoint.kernel;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Suppliers;
import com.google.common.primitives.Ints;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// A fixed team of daemon threads for parallel loops; the caller is one of the team.
///
/// [#run] hands out tasks `0 … tasks − 1` one at a time, neighbours to the same thread as far as
/// that keeps none waiting. What a task does must not depend on who runs it or when, and the number
/// of tasks must not depend on the number of threads: then the same inputs give the same bits on
/// any machine.
///
/// The team works on one loop at a time. A loop that starts while the team is taken (nested inside
/// another, or from a second thread) is run by its caller alone, so nothing ever waits for a free
/// team and nothing can deadlock.
public final class Workers {
  /// Work is cut into no more tasks than this: enough for the threads of any machine to end
  /// together, few enough to keep something for each.
  public static final int MOST_TASKS = 64;

  /// A waiting thread spins this long before it sleeps: longer than the gap between the steps of a
  /// program, short enough not to take a core from others.
  private static final long SPIN_NANOS = 50_000;

  /// So many brief loops soon after one another wake the others.
  private static final int MANY = 16;

  /// No static initializer, which would wrap the exception for a bad property into an error.
  private static final Supplier<Workers> SHARED = Suppliers.memoize(() -> of(threads(property())));

  private final Thread[] threads;

  /// Which threads sleep: the others need no call to wake them.
  private final AtomicIntegerArray asleep;

  private final ParallelLoop loop;

  /// Whether the team is taken.
  private final AtomicBoolean taken = new AtomicBoolean();

  /// When the latest brief loop began, and how many have come soon after another.
  private long latest;

  private int brief;

  private Workers(int size) {
    threads = new Thread[size - 1];
    loop = new ParallelLoop(size);
    asleep = new AtomicIntegerArray(threads.length);
    for (int i = 0; i < threads.length; i++) {
      int number = i;
      threads[i] =
          Thread.ofPlatform()
              .daemon()
              .name("adjoint-worker-" + (i + 1))
              .unstarted(() -> work(number));
    }
    for (Thread thread : threads) {
      thread.start();
    }
  }

  /// The team of the whole process: system property `adjoint.threads`, by default one for each
  /// available processor. Its threads start with the first call.
  ///
  /// @throws IllegalArgumentException if the property is not a whole number of at least 1
  public static Workers shared() {
    return SHARED.get();
  }

  private static String property() {
    int processors = Runtime.getRuntime().availableProcessors();
    return System.getProperty("adjoint.threads", Integer.toString(processors));
  }

  /// The number that property `adjoint.threads` means.
  static int threads(String value) {
    Integer threads = Ints.tryParse(value);
    if (threads == null || threads < 1) {
      throw new IllegalArgumentException(
          ("system property adjoint.threads is '%s'; it takes a whole number of at least 1, "
                  + "as in -Dadjoint.threads=4")
              .formatted(value));
    }
    return threads;
  }

  /// A team of `size` threads, the caller included.
  public static Workers of(int size) {
    checkArgument(
        size >= 1, "workers: a team of %s threads; it takes at least 1, the caller", size);
    return new Workers(size);
  }

  /// The number of threads, the caller included.
  public int size() {
    return threads.length + 1;
  }

  /// Runs `task` for 0 to `tasks − 1`, each once, in no particular order, and returns when all are
  /// done. An exception of a task is thrown here; tasks not yet begun are then left out.
  public void run(int tasks, IntConsumer task) {
    run(tasks, task, false);
  }

  /// The same for tasks of a few microseconds in all, less than it takes to wake a thread: sleeping
  /// ones are left asleep, until such loops have come one soon after another for a while.
  public void runBriefly(int tasks, IntConsumer task) {
    run(tasks, task, true);
  }

  private void run(int tasks, IntConsumer task, boolean isBrief) {
    if (tasks > 1 && threads.length > 0 && !taken.get() && taken.compareAndSet(false, true)) {
      lead(tasks, task, isBrief && !isOneOfMany());
      return;
    }
    for (int i = 0; i < tasks; i++) {
      task.accept(i);
    }
  }

  /// Whether brief loops come so soon after another that a thread, once awake, would stay so.
  private boolean isOneOfMany() {
    long now = System.nanoTime();
    brief = now - latest < SPIN_NANOS ? Math.min(brief + 1, MANY) : 0;
    latest = now;
    return brief == MANY;
  }

  private void lead(int tasks, IntConsumer task, boolean awakeOnly) {
    loop.begin(tasks, task);
    int mates = awakeOnly ? 0 : Math.min(threads.length, tasks - 1);
    for (int i = 0; i < mates; i++) {
      if (asleep.get(i) != 0) {
        LockSupport.unpark(threads[i]);
      }
    }
    loop.work(0);
    Throwable thrown = loop.end(SPIN_NANOS);
    taken.set(false);
    if (thrown != null) {
      Workers.<RuntimeException>sneak(thrown);
    }
  }

  /// Throws what a task threw, as it is: tasks can't declare checked exceptions.
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private void work(int number) {
    while (true) {
      loop.work(number + 1);
      await(number);
    }
  }

  /// Waits for open tasks; may return without there being any. A thread says that it sleeps before
  /// it looks for the last time: whoever opens a loop after that wakes it.
  private void await(int number) {
    long start = System.nanoTime();
    while (!loop.isOpen(number + 1)) {
      if (System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
        continue;
      }
      asleep.set(number, 1);
      if (!loop.isOpen(number + 1)) {
        LockSupport.park(this);
      }
      asleep.set(number, 0);
    }
  }

  @Override
  public String toString() {
    return size() == 1 ? "1 thread" : size() + " threads";
  }
}
