package dev.adjoint.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// One parallel loop of [Workers]: tasks are claimed by counting up, and counted when done.
final class ParallelLoop {
  private final int tasks;
  private final IntConsumer task;
  private final long ticket;
  private final Thread leader = Thread.currentThread();
  private final AtomicInteger claimed = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  ParallelLoop(long ticket, int tasks, IntConsumer task) {
    this.ticket = ticket;
    this.tasks = tasks;
    this.task = task;
  }

  int tasks() {
    return tasks;
  }

  /// What tells this loop from others. An idle worker remembers it, and not the loop, whose task
  /// may hold on to large arrays.
  long ticket() {
    return ticket;
  }

  /// Claims and runs tasks until none is left. A thread that comes late finds none and touches
  /// nothing.
  void work() {
    for (int i = claimed.getAndIncrement(); i < tasks; i = claimed.getAndIncrement()) {
      if (failure.get() == null) {
        attempt(i);
      }
      if (done.incrementAndGet() == tasks) {
        LockSupport.unpark(leader);
      }
    }
  }

  private void attempt(int i) {
    try {
      task.accept(i);
    } catch (Throwable t) {
      failure.compareAndSet(null, t);
    }
  }

  /// Waits until every task is done: spins, then sleeps. An interrupt is kept for the caller.
  void await(long spinNanos) {
    long start = System.nanoTime();
    boolean interrupted = false;
    while (done.get() < tasks) {
      if (System.nanoTime() - start < spinNanos) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Throws what a task threw, as it is: tasks can't declare checked exceptions.
  void rethrow() {
    Throwable thrown = failure.get();
    if (thrown != null) {
      ParallelLoop.<RuntimeException>sneak(thrown);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
