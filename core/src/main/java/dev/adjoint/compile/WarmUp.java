package dev.adjoint.compile;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.adjoint.kernel.Formula;
import dev.adjoint.kernel.FusedLoop;
import dev.adjoint.kernel.Loops;
import java.util.ArrayList;
import java.util.List;
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
    var stretches = new Stretches(loop, loop.heat().loops());
    var fused = new ArrayList<FusedStretch>();
    stretches.find().forEach(stretch -> fuse(loop, stretches, stretch, fused));
  }

  /// A stretch that did not become fast, perhaps as it was too long, is tried in halves.
  private void fuse(Loop loop, Stretches stretches, Stretch stretch, List<FusedStretch> fused) {
    Loops loops = loop.heat().loops();
    Optional<FusedLoop> fast = fast(loop, stretch, loops);
    if (fast.isPresent()) {
      fused.add(new FusedStretch(stretch, fast.get(), loops.step(stretch.formula().dtype())));
      loop.heat().use(fused.toArray(FusedStretch[]::new));
    } else if (stretch.end() - stretch.first() >= 4) {
      int middle = (stretch.first() + stretch.end()) / 2;
      fuse(loop, stretches, stretches.part(stretch, stretch.first(), middle), fused);
      fuse(loop, stretches, stretches.part(stretch, middle, stretch.end()), fused);
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
