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
    try {
      op.run(
          inputs.stream().map(frame::buffer).toList(),
          outputs.stream().map(frame::buffer).toList());
    } catch (RuntimeException e) {
      throw source.failure(op, e);
    }
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
