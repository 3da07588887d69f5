package dev.adjoint.compile;

import java.time.Duration;
import java.util.Arrays;

/// A use of a program in memory that is named by who uses it: arguments and results are windows of
/// Java arrays, set before a run and kept until they are set anew. A run allocates nothing but what
/// routines and convolutions allocate themselves, and moves no numbers that lie where they should.
///
/// It is of one thread at a time.
public final class Run {
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

  /// Says where an argument is.
  ///
  /// @param number the number of the argument
  /// @param storage the array, of the argument's dtype
  /// @param from the place of the first element
  public void argument(int number, Object storage, int from) {
    frame.bind(program.argument(number), storage, from);
  }

  /// Says where a result goes. It may be the memory of an argument if [Program#overwrites] says so.
  ///
  /// @param number the number of the result
  /// @param storage the array, of the result's dtype
  /// @param from the place of the first element
  public void result(int number, Object storage, int from) {
    target[number] = storage;
    offset[number] = from;
    if (program.isDirect(number)) {
      frame.bind(program.results().get(number).slot(), storage, from);
    }
  }

  /// Runs the program.
  public void run() {
    program.run(frame);
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

  /// Runs the program for some time to warm up, and for as long to see where the time goes.
  ///
  /// @param time each of the two
  /// @param after what is done after each run, such as to say where the next one's results go
  /// @return what the steps took
  public Timing time(Duration time, Runnable after) {
    return new Profiling(program.steps(), frame, after).measure(time);
  }

  /// Lets go of the memory of one argument. What a step has prepared for all others is kept, unlike
  /// by [#release], for the next run.
  ///
  /// @param number the number of the argument
  public void release(int number) {
    frame.release(program.argument(number));
  }

  /// Lets go of the memory of arguments and results.
  public void release() {
    program.release(frame);
    Arrays.fill(target, Frame.NOTHING);
  }
}
