package dev.adjoint.compile;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.adjoint.kernel.Formula;
import dev.adjoint.kernel.FusedLoop;
import dev.adjoint.kernel.Loops;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Makes loops for the stretches of hot loops, one after the other on a thread of its own, and
/// hands over those that have become faster than the instructions they replace.
final class WarmUp {
  private static final WarmUp SHARED = new WarmUp(Trial::isWon);

  /// Formulas remembered, those that did not become fast among them.
  private static final int REMEMBERED = 1024;

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

  /// @param trial whether a generated loop is to be used
  WarmUp(Predicate<Trial> trial) {
    this.trial = trial;
  }

  /// The one of all programs.
  static WarmUp shared() {
    return SHARED;
  }

  /// Returns at once.
  void submit(Loop loop) {
    thread.execute(() -> warm(loop));
  }

  void warm(Loop loop) {
    Loops loops = loop.heat().loops();
    var fused = new ArrayList<FusedStretch>();
    for (Stretch stretch : new Stretches(loop, loops).find()) {
      fast(loop, stretch, loops)
          .map(made -> new FusedStretch(stretch, made, loops.step(stretch.formula().dtype())))
          .ifPresent(fused::add);
      loop.heat().use(fused.toArray(FusedStretch[]::new));
    }
  }

  private Optional<FusedLoop> fast(Loop of, Stretch stretch, Loops loops) {
    Optional<FusedLoop> before = known.getIfPresent(stretch.formula());
    if (before != null) {
      return before;
    }
    FusedLoop made = loops.fuse(stretch.formula());
    Optional<FusedLoop> fast =
        Optional.of(made).filter(loop -> trial.test(new Trial(of, stretch, loop)));
    known.put(stretch.formula(), fast);
    return fast;
  }
}
