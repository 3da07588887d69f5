package dev.adjoint.compile;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.adjoint.kernel.Formula;
import dev.adjoint.kernel.FusedLoop;
import dev.adjoint.kernel.Loops;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Makes loops for the stretches of hot loops, one after the other on a thread of its own, and
/// hands over those that have become faster than the instructions they replace. Whatever goes wrong
/// here, the program goes on by instructions.
final class WarmUp {
  private static final WarmUp SHARED = new WarmUp(Trial::isWon);

  /// Formulas remembered, those that did not become fast among them.
  private static final int REMEMBERED = 1024;

  /// After so many losses without a win this is no machine for it: the JIT does not compile the
  /// Vector API well, or not at all.
  static final int PATIENCE = 8;

  private final Cache<Formula, Optional<FusedLoop>> known =
      CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> Thread.ofPlatform().daemon().name("adjoint-warm-up").unstarted(task));

  private final Predicate<Trial> trial;

  /// Trials lost before the first that was won; then below zero.
  private final AtomicInteger losses = new AtomicInteger();

  /// @param trial whether a generated loop is to be used
  WarmUp(Predicate<Trial> trial) {
    this.trial = trial;
  }

  /// The one of all programs.
  static WarmUp shared() {
    return SHARED;
  }

  /// Returns at once. Programs that are gone when their turn comes are not held.
  void submit(Loop loop) {
    var reference = new WeakReference<>(loop);
    try {
      thread.execute(() -> {
        Loop alive = reference.get();
        if (alive != null) {
          warm(alive);
        }
      });
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      log("no thread warms up loops", e);
    }
  }

  void warm(Loop loop) {
    var stretches = new Stretches(loop, loop.heat().loops());
    var fused = new ArrayList<FusedStretch>();
    stretches.find().forEach(stretch -> fuse(loop, stretches, stretch, fused));
  }

  /// A stretch that did not become fast, perhaps as it was too long, is tried in halves.
  private void fuse(Loop loop, Stretches stretches, Stretch stretch, List<FusedStretch> fused) {
    Optional<FusedStretch> fast = fast(loop, stretch);
    if (fast.isPresent()) {
      fused.add(fast.get());
      loop.heat().use(fused.toArray(FusedStretch[]::new));
    } else if (stretch.end() - stretch.first() >= 4) {
      int middle = (stretch.first() + stretch.end()) / 2;
      fuse(loop, stretches, stretches.part(stretch, stretch.first(), middle), fused);
      fuse(loop, stretches, stretches.part(stretch, middle, stretch.end()), fused);
    }
  }

  private Optional<FusedStretch> fast(Loop loop, Stretch stretch) {
    Loops loops = loop.heat().loops();
    int step = loops.step(stretch.formula().dtype());
    Optional<FusedLoop> before = known.getIfPresent(stretch.formula());
    if (before != null) {
      return before.map(made -> new FusedStretch(stretch, made, step));
    }
    if (losses.get() >= PATIENCE) {
      return Optional.empty();
    }
    Optional<FusedStretch> fast =
        made(stretch.formula(), loops)
            .map(made -> new FusedStretch(stretch, made, step))
            .filter(made -> trial.test(new Trial(loop, made)));
    known.put(stretch.formula(), fast.map(FusedStretch::loop));
    losses.updateAndGet(n -> n < 0 || fast.isPresent() ? -1 : n + 1);
    return fast;
  }

  private static Optional<FusedLoop> made(Formula formula, Loops loops) {
    try {
      return Optional.of(loops.fuse(formula));
    } catch (RuntimeException | LinkageError e) {
      log("no class for " + formula, e);
      return Optional.empty();
    }
  }

  private static void log(String what, Throwable e) {
    Logger logger = System.getLogger(WarmUp.class.getName());
    logger.log(Level.DEBUG, what, e);
  }
}
