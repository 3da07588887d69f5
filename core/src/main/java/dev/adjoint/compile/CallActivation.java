package dev.adjoint.compile;

import static java.util.Objects.requireNonNull;

import dev.adjoint.array.Buffer;
import dev.adjoint.graph.Routine;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A call in a frame.
final class CallActivation implements Activation {
  private final Call call;
  private final Windows reading;
  private final Windows writing;

  /// Made once, so that running allocates nothing.
  private final IntConsumer task = this::task;

  /// The work of a routine with parts, which lasts as long as its buffers stay where they are.
  private Routine.@Nullable Work work;

  private int tasks;
  private long made;

  CallActivation(Call call, Frame frame) {
    this.call = call;
    this.reading = new Windows(frame, call.inputs());
    this.writing = new Windows(frame, call.outputs());
  }

  @Override
  public void run() {
    try {
      run(reading.buffers(), writing.buffers());
    } catch (RuntimeException e) {
      throw call.source().failure(call.op(), e);
    }
  }

  private void run(List<Buffer> given, List<Buffer> made) {
    if (call.op() instanceof Routine.Parallel parallel) {
      share(parallel, given, made);
    } else {
      call.op().run(given, made);
    }
  }

  private void share(Routine.Parallel op, List<Buffer> given, List<Buffer> written) {
    long moves = reading.moves() + writing.moves();
    if (work == null || moves != made) {
      work = op.work(given, written);
      tasks = call.tasks(work.parts());
      made = moves;
    }
    call.workers().run(tasks, task);
  }

  private void task(int number) {
    Routine.Work shared = requireNonNull(work);
    long parts = shared.parts();
    int end = (int) (parts * (number + 1) / tasks);
    for (int k = (int) (parts * number / tasks); k < end; k++) {
      shared.part().accept(k);
    }
  }

  @Override
  public void release() {
    reading.release();
    writing.release();
    work = null;
  }
}
