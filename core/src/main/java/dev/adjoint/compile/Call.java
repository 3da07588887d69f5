package dev.adjoint.compile;

import dev.adjoint.array.Buffer;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Source;
import java.util.Arrays;
import java.util.List;

/// A routine that runs itself.
///
/// @param op the routine
/// @param source where it was applied
/// @param inputs contiguous places
/// @param outputs what it writes
record Call(Routine op, Source source, List<Place> inputs, List<Place> outputs) implements Step {
  @Override
  public void run(Frame frame) {
    try {
      op.run(buffers(frame, inputs), buffers(frame, outputs));
    } catch (RuntimeException e) {
      throw source.failure(op, e);
    }
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
