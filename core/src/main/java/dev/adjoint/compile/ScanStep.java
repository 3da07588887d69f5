package dev.adjoint.compile;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Scan;
import java.util.List;

/// A loop with a known number of steps. Elements of sequences and results are windows of the whole;
/// a carry is written over where the body allows it, and alternates between its output and a second
/// buffer elsewhere, so that nothing is copied.
///
/// @param op the scan
/// @param body one step
/// @param inputs contiguous places
/// @param outputs what it writes
record ScanStep(Scan op, Program body, List<Place> inputs, List<Place> outputs)
    implements ControlStep {
  @Override
  public List<TensorType> scratchTypes() {
    return Carries.second(op.body(), op.carries(), body);
  }

  @Override
  public List<Program> programs() {
    return List.of(body);
  }

  @Override
  public Activation open(Frame frame) {
    return new ScanActivation(this, frame);
  }
}
