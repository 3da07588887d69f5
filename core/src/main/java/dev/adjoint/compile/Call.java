package dev.adjoint.compile;

import dev.adjoint.array.Buffer;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Source;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;
import java.util.List;

/// A routine that runs itself.
///
/// @param op the routine
/// @param workers who share its parts, if it has some
/// @param source where it was applied
/// @param inputs contiguous places
/// @param outputs what it writes
record Call(
    Routine op, Workers workers, Source source, List<Place> inputs, List<Place> outputs)
    implements Step {
  /// A task reads and writes at least this many elements.
  private static final int TASK = 1 << 14;

  /// No more tasks than this.
  private static final int MOST = 64;

  @Override
  public void run(Frame frame) {
    try {
      run(buffers(frame, inputs), buffers(frame, outputs));
    } catch (RuntimeException e) {
      throw source.failure(op, e);
    }
  }

  private void run(List<Buffer> given, List<Buffer> made) {
    if (op instanceof Routine.Parallel parallel) {
      share(parallel.work(given, made));
    } else {
      op.run(given, made);
    }
  }

  private void share(Routine.Work work) {
    int parts = work.parts();
    int tasks = Math.clamp(elements() / TASK, 1, Math.clamp(parts, 1, MOST));
    workers.run(
        tasks,
        task -> {
          int end = (int) ((long) parts * (task + 1) / tasks);
          for (int k = (int) ((long) parts * task / tasks); k < end; k++) {
            work.part().accept(k);
          }
        });
  }

  private long elements() {
    long elements = 0;
    for (int k = 0; k < inputs.size(); k++) {
      elements += inputs.get(k).slot().type().count();
    }
    for (int k = 0; k < outputs.size(); k++) {
      elements += outputs.get(k).slot().type().count();
    }
    return elements;
  }

  /// No stream: in a loop of small steps it would take longer than the routine.
  private static List<Buffer> buffers(Frame frame, List<Place> places) {
    var buffers = new Buffer[places.size()];
    for (int k = 0; k < buffers.length; k++) {
      buffers[k] = frame.buffer(places.get(k));
    }
    return Arrays.asList(buffers);
  }

  @Override
  public List<Slot> reads() {
    return inputs.stream().map(Place::slot).toList();
  }

  @Override
  public List<Slot> writes() {
    return outputs.stream().map(Place::slot).toList();
  }
}
