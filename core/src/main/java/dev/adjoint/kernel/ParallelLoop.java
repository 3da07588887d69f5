package dev.adjoint.kernel;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The loop that a team of [Workers] is at; one object for all that come one after another, so that
/// a loop allocates nothing.
///
/// Each member of the team has a range of the tasks, the same one whenever there are as many tasks:
/// so the steps of a program find in a core's cache what that core has left there. Whoever is done
/// helps the others.
///
/// Tasks are claimed one by one. What is open of a range is one number, a ticket and how many of
/// its tasks are left: who takes one down by [AtomicLongArray#compareAndSet] knows that the fields
/// it has read belong to that loop, which cannot end before this task is done.
final class ParallelLoop {
  /// Numbers that different threads write lie so far apart, two lines of the cache.
  private static final int APART = 16;

  private static final int PENDING = 2 * APART;

  private final int members;

  /// For each member, the ticket above, the number of tasks that nobody has claimed below.
  private final AtomicLongArray open;

  /// The tasks that are not done, one number in lines of its own.
  private final AtomicIntegerArray pending = new AtomicIntegerArray(4 * APART);

  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private IntConsumer task = ParallelLoop::nothing;
  private int tasks;

  /// Who began the loop, while it sleeps.
  private volatile @Nullable Thread sleeper;

  /// @param members the size of the team
  ParallelLoop(int members) {
    this.members = members;
    this.open = new AtomicLongArray((members + 1) * APART);
  }

  private static int place(int member) {
    return (member + 1) * APART - 1;
  }

  /// {@return where the range of a member begins, and that of the one before it ends}
  private static int start(int member, int members, int tasks) {
    int sharing = Math.min(members, tasks);
    return member >= sharing ? tasks : (int) ((long) tasks * member / sharing);
  }

  /// Opens the next loop, after the end of the last one.
  void begin(int tasks, IntConsumer task) {
    this.tasks = tasks;
    this.task = task;
    pending.setPlain(PENDING, tasks);
    for (int member = Math.min(members, tasks) - 1; member >= 0; member--) {
      int at = place(member);
      long ticket = (open.getPlain(at) >>> Integer.SIZE) + 1 << Integer.SIZE;
      int count = start(member + 1, members, tasks) - start(member, members, tasks);
      open.setRelease(at, ticket + count);
    }
    VarHandle.fullFence();
  }

  /// {@return whether there are tasks to claim in the range of a member}
  boolean isOpen(int member) {
    return (int) open.get(place(member)) != 0;
  }

  /// Claims and runs tasks until none is left, a member's own ones first.
  void work(int member) {
    for (int i = 0; i < members; i++) {
      int owner = member + i < members ? member + i : member + i - members;
      int done = take(owner);
      if (done > 0 && pending.addAndGet(PENDING, -done) == 0) {
        LockSupport.unpark(sleeper);
      }
    }
  }

  /// {@return how many tasks of a member's range it has done}
  private int take(int owner) {
    int at = place(owner);
    int done = 0;
    for (long now = open.get(at); (int) now != 0; now = open.get(at)) {
      IntConsumer claimed = task;
      int number = start(owner + 1, members, tasks) - (int) now;
      if (open.compareAndSet(at, now, now - 1)) {
        attempt(claimed, number);
        done++;
      }
    }
    return done;
  }

  private void attempt(IntConsumer claimed, int number) {
    try {
      if (failure.get() == null) {
        claimed.accept(number);
      }
    } catch (Throwable t) {
      failure.compareAndSet(null, t);
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
    if (pending.get(PENDING) == 0) {
      return;
    }
    long start = System.nanoTime();
    boolean interrupted = false;
    while (pending.get(PENDING) > 0) {
      if (System.nanoTime() - start < spinNanos) {
        Thread.onSpinWait();
        continue;
      }
      sleeper = Thread.currentThread();
      if (pending.get(PENDING) > 0) {
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
