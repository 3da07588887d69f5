package dev.adjoint.compile;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Cond;
import java.util.List;

/// A choice between two programs.
///
/// @param op the choice
/// @param whenTrue what runs if the predicate holds
/// @param whenFalse what runs if it does not
/// @param inputs contiguous places, the predicate first
/// @param outputs what it writes
record CondStep(
    Cond op, Program whenTrue, Program whenFalse, List<Place> inputs, List<Place> outputs)
    implements ControlStep {
  @Override
  public List<TensorType> scratchTypes() {
    return List.of();
  }

  @Override
  public List<Program> programs() {
    return List.of(whenTrue, whenFalse);
  }

  @Override
  public Activation open(Frame frame) {
    return new CondActivation(this, frame);
  }
}
