package dev.adjoint.compile;

import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Source;
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
    frame.activation(this).run();
  }

  /// {@return its buffers in a frame}
  Activation open(Frame frame) {
    var reading = new Windows(frame, inputs);
    var writing = new Windows(frame, outputs);
    return new Activation() {
      @Override
      public void run() {
        try {
          op.run(reading.buffers(), writing.buffers());
        } catch (RuntimeException e) {
          throw source.failure(op, e);
        }
      }

      @Override
      public void release() {
        reading.release();
        writing.release();
      }
    };
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
