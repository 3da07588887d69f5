package dev.adjoint.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The loop that a team of [Workers] is at; one object for all that come one after another, so that
/// a loop allocates nothing.
///
/// Tasks are claimed one by one. What is open is one number, the loop's ticket and how many of its
/// tasks are left: who takes one down by [AtomicLong#compareAndSet] knows that the fields it has
/// read belong to that loop, which cannot end before this task is done.
final class ParallelLoop {
  /// The ticket above, the number of tasks that nobody has claimed below.
  private final AtomicLong open = new AtomicLong();

  /// Tasks that are not done.
  private final AtomicInteger pending = new AtomicInteger();

  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private IntConsumer task = ParallelLoop::nothing;
  private int tasks;

  /// Who began the loop, while it sleeps.
  private volatile @Nullable Thread sleeper;

  /// Opens the next loop, after the end of the last one.
  void begin(int tasks, IntConsumer task) {
    this.tasks = tasks;
    this.task = task;
    pending.set(tasks);
    open.set(((open.get() >>> Integer.SIZE) + 1 << Integer.SIZE) + tasks);
  }

  /// {@return whether there are tasks to claim}
  boolean isOpen() {
    return (int) open.get() != 0;
  }

  /// Claims and runs tasks until none is left.
  void work() {
    for (long now = open.get(); (int) now != 0; now = open.get()) {
      IntConsumer claimed = task;
      int number = tasks - (int) now;
      if (open.compareAndSet(now, now - 1)) {
        attempt(claimed, number);
      }
    }
  }

  private void attempt(IntConsumer claimed, int number) {
    try {
      if (failure.get() == null) {
        claimed.accept(number);
      }
    } catch (Throwable t) {
      failure.compareAndSet(null, t);
    } finally {
      if (pending.decrementAndGet() == 0) {
        LockSupport.unpark(sleeper);
      }
    }
  }

  /// Waits until every task is done, spinning at first; then lets go of the task, which may hold on
  /// to large arrays. An interrupt is kept for the caller.
  ///
  /// @return what a task threw, if one did
  @Nullable Throwable end(long spinNanos) {
    await(spinNanos);
    task = ParallelLoop::nothing;
    return failure.get() == null ? null : failure.getAndSet(null);
  }

  private void await(long spinNanos) {
    if (pending.get() == 0) {
      return;
    }
    long start = System.nanoTime();
    boolean interrupted = false;
    while (pending.get() > 0) {
      if (System.nanoTime() - start < spinNanos) {
        Thread.onSpinWait();
        continue;
      }
      sleeper = Thread.currentThread();
      if (pending.get() > 0) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    sleeper = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void nothing(int task) {}
}
