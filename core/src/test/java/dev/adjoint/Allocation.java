package dev.adjoint;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/// What code allocates: a fact, not a time, so tests may state it.
public final class Allocation {
  private static final int STEPS = 1000;

  /// How long the compiler may take: on a machine with other work some code waits for it, and
  /// allocates vectors until then.
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private static final long IDLE_NANOS = 500_000_000L;

  private Allocation() {}

  /// {@return whether the JIT optimizes, without which every vector is an object}
  public static boolean isOptimized() {
    var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return jvm.getVMOption("TieredStopAtLevel").getValue().equals("4");
  }

  /// Runs a step until the JIT has compiled nothing more for a while: code may allocate less while
  /// it is compiled in parts.
  ///
  /// @param step one step
  public static void settle(Runnable step) {
    CompilationMXBean jit = ManagementFactory.getCompilationMXBean();
    long compiled = jit.getTotalCompilationTime();
    long idle = System.nanoTime();
    while (System.nanoTime() - idle < IDLE_NANOS) {
      step.run();
      if (jit.getTotalCompilationTime() != compiled) {
        compiled = jit.getTotalCompilationTime();
        idle = System.nanoTime();
      }
    }
  }

  /// {@return the fewest bytes that 1,000 steps allocate on this thread}
  ///
  /// @param step one step, which has run before
  public static long bytes(Runnable step) {
    return bytes(STEPS, step);
  }

  /// {@return the fewest bytes that some steps allocate on this thread, of some tries: the JVM
  /// itself allocates now and then for code that ran often}
  ///
  /// @param steps how many steps a try has
  /// @param step one step, which has run before
  public static long bytes(int steps, Runnable step) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long fewest = Long.MAX_VALUE;
    long start = System.nanoTime();
    while (fewest > 0 && System.nanoTime() - start < PATIENCE_NANOS) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < steps; k++) {
        step.run();
      }
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return fewest;
  }
}
