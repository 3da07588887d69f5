package dev.adjoint.compile;

import dev.adjoint.array.DType;
import dev.adjoint.kernel.FusedLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A race between a generated loop and the instructions it would replace, on memory of its own: the
/// loop runs until the JIT has made it fast, or has had time enough to.
final class Trial {
  private static final int TILE = 1024;

  /// The loop's own iterations are what the JIT counts, so short runs will do.
  private static final int SHORT = 128;

  private static final int SHORT_RUNS = 64;

  /// Between rounds the thread leaves the processor to the program and the JIT, for twice as long
  /// as the round took, and at least so long.
  private static final Duration PAUSE = Duration.ofMillis(2);

  private static final Duration LIMIT = Duration.ofSeconds(3);

  /// A race is run so often, and the best time counts.
  private static final int RACES = 5;

  private final List<Loop.Instruction> code;
  private final Stretch stretch;
  private final FusedLoop fused;
  private final Object[] array;
  private final int[] at;

  Trial(Loop loop, Stretch stretch, FusedLoop fused) {
    this.code = loop.code().subList(stretch.first(), stretch.end());
    this.stretch = stretch;
    this.fused = fused;
    this.array = new Object[loop.registers().size()];
    this.at = new int[array.length];
    for (Loop.Instruction i : code) {
      for (int register : new int[] {i.a(), i.b(), i.c(), i.y()}) {
        array[register] = numbers(loop.registers().get(register).dtype());
      }
    }
  }

  /// {@return numbers that are no trouble to any function}
  private static Object numbers(DType dtype) {
    Object made = dtype.allocate(TILE);
    for (int i = 0; i < TILE; i++) {
      dtype.store(made, i, i % 2 == 0 ? 1 : 0.5);
    }
    return made;
  }

  /// {@return how many instructions the loop would replace}
  int length() {
    return code.size();
  }

  /// {@return whether the generated loop became faster within the limit}
  boolean isWon() {
    return isWon(LIMIT);
  }

  boolean isWon(Duration limit) {
    Instant end = Instant.now().plus(limit);
    Instant start = Instant.now();
    while (start.isBefore(end)) {
      for (int k = 0; k < SHORT_RUNS; k++) {
        fuse(SHORT);
      }
      if (best(() -> fuse(TILE)) < 0.9 * best(this::instruct)) {
        return true;
      }
      if (!pause(Duration.between(start, Instant.now()).multipliedBy(2))) {
        return false;
      }
      start = Instant.now();
    }
    return false;
  }

  /// {@return false if the thread is to end}
  private static boolean pause(Duration time) {
    try {
      Thread.sleep(time.compareTo(PAUSE) > 0 ? time : PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static long best(Runnable run) {
    long best = Long.MAX_VALUE;
    for (int k = 0; k < RACES; k++) {
      long start = System.nanoTime();
      run.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }

  private void fuse(int n) {
    fused.run(array, at, stretch.operands(), n);
  }

  private void instruct() {
    for (Loop.Instruction i : code) {
      i.loop().run(array[i.a()], 0, array[i.b()], 0, array[i.c()], 0, array[i.y()], 0, TILE);
    }
  }
}
