package dev.adjoint.compile;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/// The working memory of one loop in one frame: registers for each thread that comes along, and
/// accumulators for each share.
final class LoopRun {
  private final Loop loop;
  private final Frame frame;
  private final Registers own;
  private final Object[][] accumulators;

  /// Made once, so that running allocates nothing.
  private final IntConsumer share = this::share;

  /// The working states that no thread is at.
  private final Queue<Registers> spare = new ConcurrentLinkedQueue<>();

  LoopRun(Loop loop, Frame frame) {
    this.loop = loop;
    this.frame = frame;
    this.own = new Registers(loop, frame);
    this.accumulators = new Object[loop.shares()][];
    for (int k = 0; k < accumulators.length; k++) {
      accumulators[k] = own.accumulators();
    }
    if (accumulators.length > 1) {
      spare.add(own);
    }
  }

  void run() {
    if (accumulators.length == 1) {
      own.run(frame, 0, loop.shape().count(), accumulators[0]);
    } else {
      loop.workers().run(accumulators.length, share);
    }
    own.finish(frame, accumulators);
  }

  private void share(int k) {
    Registers idle = spare.poll();
    Registers registers = idle != null ? idle : new Registers(loop, frame);
    int shares = accumulators.length;
    registers.run(frame, loop.start(k, shares), loop.start(k + 1, shares), accumulators[k]);
    spare.add(registers);
  }
}
