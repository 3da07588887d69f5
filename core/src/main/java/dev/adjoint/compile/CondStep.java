package dev.adjoint.compile;

import dev.adjoint.array.Buffer;
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
  public void run(Frame frame) {
    boolean holds = frame.buffer(inputs.getFirst()).value(0) != 0;
    try (Run run = (holds ? whenTrue : whenFalse).open()) {
      for (int k = 1; k < inputs.size(); k++) {
        Buffer x = frame.buffer(inputs.get(k));
        run.argument(k - 1, x.storage(), x.offset());
      }
      for (int k = 0; k < outputs.size(); k++) {
        Buffer y = frame.buffer(outputs.get(k));
        run.result(k, y.storage(), y.offset());
      }
      run.run();
    }
  }
}
