package dev.adjoint.compile;

import dev.adjoint.array.Buffer;
import dev.adjoint.graph.Routine;
import java.util.List;

/// A call in a frame.
final class CallActivation implements Activation {
  private final Call call;
  private final Windows reading;
  private final Windows writing;

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
      share(parallel.work(given, made));
    } else {
      call.op().run(given, made);
    }
  }

  private void share(Routine.Work work) {
    int parts = work.parts();
    int tasks = call.tasks(parts);
    call.workers()
        .run(
            tasks,
            task -> {
              int end = (int) ((long) parts * (task + 1) / tasks);
              for (int k = (int) ((long) parts * task / tasks); k < end; k++) {
                work.part().accept(k);
              }
            });
  }

  @Override
  public void release() {
    reading.release();
    writing.release();
  }
}
