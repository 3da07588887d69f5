package dev.adjoint.compile;

import dev.adjoint.kernel.Loops;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// How much a loop has worked. Once it is hot, [WarmUp] makes loops for its stretches, beside the
/// program's own threads; until they are fast the loop goes on instruction by instruction.
final class Heat {
  /// Elements times instructions, some 50 ms of work: about what it costs to make the JIT compile a
  /// generated class.
  static final long HOT = 1L << 29;

  /// In loops of fewer elements there is nothing to win.
  static final int LEAST = 128;

  private final Loops loops;
  private final Consumer<Loop> whenHot;
  private final AtomicLong work = new AtomicLong();
  private final AtomicReference<FusedStretch[]> fused = new AtomicReference<>(FusedStretch.NONE);

  /// @param loops what stretches are made of
  /// @param whenHot is told once
  Heat(Loops loops, Consumer<Loop> whenHot) {
    this.loops = loops;
    this.whenHot = whenHot;
  }

  /// Counts one run of the loop.
  void count(Loop loop) {
    if (work.getPlain() >= HOT || loop.shape().count() < LEAST) {
      return;
    }
    long one = (long) loop.shape().count() * loop.code().size();
    long before = work.getAndAdd(one);
    if (before < HOT && before + one >= HOT) {
      whenHot.accept(loop);
    }
  }

  /// {@return the stretches to run as one, in order}
  FusedStretch[] stretches() {
    return fused.get();
  }

  void use(FusedStretch[] stretches) {
    fused.set(stretches);
  }

  Loops loops() {
    return loops;
  }
}
