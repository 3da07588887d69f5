package dev.adjoint.compile;

import java.util.List;

/// One use of a program inside of another: its arguments and results are windows of the other's
/// memory, set anew before each run, so that a loop moves no numbers.
final class Run implements AutoCloseable {
  private final Program program;
  private final Frame frame;
  private final Object[] target;
  private final int[] offset;

  Run(Program program, Frame frame) {
    this.program = program;
    this.frame = frame;
    this.target = new Object[program.results().size()];
    this.offset = new int[target.length];
  }

  void argument(int number, Object storage, int from) {
    frame.bind(program.argument(number), storage, from);
  }

  void result(int number, Object storage, int from) {
    target[number] = storage;
    offset[number] = from;
    if (program.isDirect(number)) {
      frame.bind(program.results().get(number).slot(), storage, from);
    }
  }

  void run() {
    List<Step> steps = program.steps();
    for (int k = 0; k < steps.size(); k++) {
      steps.get(k).run(frame);
    }
    for (int k = 0; k < target.length; k++) {
      if (!program.isDirect(k)) {
        copy(program.results().get(k), k);
      }
    }
  }

  /// Of a result that is an argument, a constant or another result too.
  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the slot's dtype
  private void copy(Place place, int k) {
    Slot slot = place.slot();
    System.arraycopy(
        frame.storage(slot), frame.offset(slot), target[k], offset[k], slot.type().count());
  }

  @Override
  public void close() {
    program.keep(frame);
  }
}
