package dev.adjoint.compile;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Source;
import dev.adjoint.graph.While;
import java.util.List;

/// A loop that runs while its condition holds. Carries are as in a [scan][ScanStep]; they are
/// copied once at the end if they come to rest in a second buffer.
///
/// @param op the loop
/// @param source where it was built
/// @param condition whether there is another step
/// @param body one step
/// @param inputs contiguous places
/// @param outputs what it writes
record WhileStep(
    While op,
    Source source,
    Program condition,
    Program body,
    List<Place> inputs,
    List<Place> outputs)
    implements ControlStep {
  @Override
  public List<TensorType> scratchTypes() {
    return Carries.second(op.body(), op.carries(), body);
  }

  @Override
  public List<Program> programs() {
    return List.of(condition, body);
  }

  @Override
  public Activation open(Frame frame) {
    return new WhileActivation(this, frame);
  }
}
