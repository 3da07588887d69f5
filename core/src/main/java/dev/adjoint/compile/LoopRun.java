package dev.adjoint.compile;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The working memory of one loop in one frame: registers for each thread that comes along, and
/// accumulators for each share.
final class LoopRun {
  /// Places that different threads write lie so far apart, two lines of the cache.
  private static final int APART = 32;

  private final Loop loop;
  private final Frame frame;
  private final boolean isBrief;
  private final Registers own;
  private final Object[][] accumulators;

  /// Made once, so that running allocates nothing.
  private final IntConsumer share = this::share;

  /// The working states that no thread is at; a queue would allocate.
  private final AtomicReferenceArray<@Nullable Registers> spare;

  LoopRun(Loop loop, Frame frame) {
    this.loop = loop;
    this.frame = frame;
    this.isBrief = loop.isBrief();
    this.own = new Registers(loop, frame);
    this.accumulators = new Object[loop.shares()][];
    for (int k = 0; k < accumulators.length; k++) {
      accumulators[k] = own.accumulators();
    }
    this.spare = new AtomicReferenceArray<>(loop.workers().size() * APART);
    spare.set(0, own);
  }

  void run() {
    loop.heat().count(loop);
    if (accumulators.length == 1) {
      own.run(frame, 0, loop.shape().count(), accumulators[0]);
    } else if (isBrief) {
      loop.workers().runBriefly(accumulators.length, share);
    } else {
      loop.workers().run(accumulators.length, share);
    }
    own.finish(frame, accumulators);
  }

  private void share(int k) {
    int shares = accumulators.length;
    int place = k * loop.workers().size() / shares * APART;
    Registers registers = take(place);
    registers.run(frame, loop.start(k, shares), loop.start(k + 1, shares), accumulators[k]);
    give(registers, place);
  }

  /// Looks first where the thread that this share falls to has most likely left some: their tiles
  /// are in its cache.
  private Registers take(int place) {
    for (int k = 0; k < spare.length(); k += APART) {
      Registers idle = spare.getAndSet((place + k) % spare.length(), null);
      if (idle != null) {
        return idle;
      }
    }
    return new Registers(loop, frame);
  }

  /// There are no more of them than threads, so that there is a place.
  private void give(Registers registers, int place) {
    int k = place;
    while (!spare.compareAndSet(k, null, registers)) {
      k = (k + APART) % spare.length();
    }
  }
}
