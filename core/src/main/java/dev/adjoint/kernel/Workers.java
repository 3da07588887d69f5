package dev.adjoint.kernel;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Suppliers;
import com.google.common.primitives.Ints;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A fixed team of daemon threads for parallel loops; the caller is one of the team.
///
/// [#run] hands out tasks `0 … tasks − 1` one at a time. What a task does must not depend on who
/// runs it or when, and the number of tasks must not depend on the number of threads: then the same
/// inputs give the same bits on any machine.
///
/// The team works on one loop at a time. A loop that starts while the team is taken (nested inside
/// another, or from a second thread) is run by its caller alone, so nothing ever waits for a free
/// team and nothing can deadlock.
public final class Workers {
  /// A waiting thread spins this long before it sleeps: longer than the gap between the steps of a
  /// program, short enough not to take a core from others.
  private static final long SPIN_NANOS = 50_000;

  /// No static initializer, which would wrap the exception for a bad property into an error.
  private static final Supplier<Workers> SHARED = Suppliers.memoize(() -> of(threads(property())));

  private final Thread[] threads;
  private final AtomicLong tickets = new AtomicLong();
  private final AtomicReference<@Nullable ParallelLoop> current = new AtomicReference<>();

  private Workers(int size) {
    threads = new Thread[size - 1];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofPlatform().daemon().name("adjoint-worker-" + (i + 1)).unstarted(this::work);
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
    if (tasks > 1 && threads.length > 0) {
      ParallelLoop loop = new ParallelLoop(tickets.incrementAndGet(), tasks, task);
      if (current.compareAndSet(null, loop)) {
        lead(loop);
        return;
      }
    }
    for (int i = 0; i < tasks; i++) {
      task.accept(i);
    }
  }

  private void lead(ParallelLoop loop) {
    int mates = Math.min(threads.length, loop.tasks() - 1);
    for (int i = 0; i < mates; i++) {
      LockSupport.unpark(threads[i]);
    }
    loop.work();
    loop.await(SPIN_NANOS);
    current.set(null);
    loop.rethrow();
  }

  private void work() {
    long last = 0;
    while (true) {
      ParallelLoop loop = next(last);
      last = loop.ticket();
      loop.work();
    }
  }

  /// Waits for a loop other than the one with ticket `last`.
  private ParallelLoop next(long last) {
    long start = System.nanoTime();
    while (true) {
      ParallelLoop loop = current.get();
      if (loop != null && loop.ticket() != last) {
        return loop;
      }
      if (System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }

  @Override
  public String toString() {
    return size() == 1 ? "1 thread" : size() + " threads";
  }
}
