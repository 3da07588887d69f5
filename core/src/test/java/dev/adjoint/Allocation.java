package dev.adjoint;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What code allocates: a fact, not a time, so tests may state it.
public final class Allocation {
  private static final int STEPS = 1000;

  private Allocation() {}

  /// {@return the fewest bytes that 1,000 steps allocate on this thread, of some tries: the JVM
  /// itself allocates now and then for code that ran often}
  ///
  /// @param step one step, which has run before
  public static long bytes(Runnable step) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long fewest = Long.MAX_VALUE;
    for (int round = 0; fewest > 0 && round < 10; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < STEPS; k++) {
        step.run();
      }
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return fewest;
  }
}
