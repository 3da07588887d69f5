package dev.adjoint.compile;

import dev.adjoint.graph.Routine;
import java.util.List;

/// A routine that runs itself.
///
/// @param op the routine
/// @param inputs contiguous places
/// @param outputs what it writes
record Call(Routine op, List<Place> inputs, List<Place> outputs) implements Step {
  @Override
  public void run(Frame frame) {
    op.run(
        inputs.stream().map(frame::buffer).toList(), outputs.stream().map(frame::buffer).toList());
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
