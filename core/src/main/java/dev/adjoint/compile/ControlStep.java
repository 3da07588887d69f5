package dev.adjoint.compile;

import dev.adjoint.array.TensorType;
import java.util.List;

/// A step that runs other programs.
sealed interface ControlStep extends Step permits ScanStep, WhileStep, CondStep {
  /// {@return the places it reads}
  List<Place> inputs();

  /// {@return the places it writes}
  List<Place> outputs();

  /// {@return the programs it runs}
  List<Program> programs();

  /// {@return the bytes it keeps between runs: the arenas of its programs and its buffers}
  default long bytes() {
    return programs().stream().mapToLong(Program::arenaBytes).sum() + scratchBytes();
  }

  /// {@return of these, the bytes that are alive at once}
  default long liveBytes() {
    return programs().stream().mapToLong(Program::liveBytes).sum() + scratchBytes();
  }

  private long scratchBytes() {
    return scratchTypes().stream().mapToLong(TensorType::bytes).sum();
  }

  /// {@return the buffers it needs while it runs; kept in the frame}
  List<TensorType> scratchTypes();

  /// {@return its buffers and the runs of its programs in a frame}
  Activation open(Frame frame);

  @Override
  default void run(Frame frame) {
    frame.activation(this, ControlStep::open).run();
  }

  @Override
  default List<Slot> reads() {
    return inputs().stream().map(Place::slot).toList();
  }

  @Override
  default List<Slot> writes() {
    return outputs().stream().map(Place::slot).toList();
  }
}
