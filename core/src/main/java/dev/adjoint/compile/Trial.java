package dev.adjoint.compile;

import dev.adjoint.array.DType;
import java.time.Duration;
import java.util.List;

/// A race between a generated loop and the instructions it would replace, over a tile of memory of
/// its own: the loop runs until the JIT has made it fast, or has had time enough to.
final class Trial {
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
  private final FusedStretch fused;
  private final Object[] array;
  private final int[] at;

  /// The elements of a tile, and those of them that the generated loop takes.
  private final int tile;

  private final int whole;

  Trial(Loop loop, FusedStretch fused) {
    this.code = loop.code().subList(fused.stretch().first(), fused.stretch().end());
    this.fused = fused;
    this.tile = loop.tile() / code.getFirst().per();
    this.whole = tile / fused.step() * fused.step();
    this.array = new Object[loop.registers().size()];
    this.at = new int[array.length];
    for (Loop.Instruction i : code) {
      for (int register : new int[] {i.a(), i.b(), i.c(), i.y()}) {
        array[register] = numbers(loop.registers().get(register).dtype(), tile);
      }
    }
  }

  /// {@return numbers that are no trouble to any function}
  private static Object numbers(DType dtype, int n) {
    Object made = dtype.allocate(n);
    for (int i = 0; i < n; i++) {
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
    long start = System.nanoTime();
    long round = start;
    while (round - start < limit.toNanos()) {
      for (int k = 0; k < SHORT_RUNS; k++) {
        fuse(Math.min(SHORT, whole));
      }
      if (best(this::fuse) < 0.9 * best(() -> instruct(0))) {
        return true;
      }
      if (!pause(Duration.ofNanos(2 * (System.nanoTime() - round)))) {
        return false;
      }
      round = System.nanoTime();
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

  private void fuse() {
    fuse(whole);
    if (whole < tile) {
      instruct(whole);
    }
  }

  private void fuse(int n) {
    fused.loop().run(array, at, fused.stretch().operands(), n);
  }

  private void instruct(int from) {
    for (Loop.Instruction i : code) {
      i.loop()
          .run(
              array[i.a()],
              from,
              array[i.b()],
              from,
              array[i.c()],
              from,
              array[i.y()],
              from,
              tile - from);
    }
  }
}
