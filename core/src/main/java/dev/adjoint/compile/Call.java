package dev.adjoint.compile;

import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Source;
import dev.adjoint.kernel.Workers;
import java.util.List;
import java.util.stream.Stream;

/// A routine that runs itself.
///
/// @param op the routine
/// @param workers who share its parts, if it has some
/// @param source where it was applied
/// @param inputs contiguous places
/// @param outputs what it writes
record Call(Routine op, Workers workers, Source source, List<Place> inputs, List<Place> outputs)
    implements Step {
  /// A task reads and writes at least this many elements.
  private static final int TASK = 1 << 14;

  @Override
  public void run(Frame frame) {
    frame.activation(this, Call::open).run();
  }

  /// {@return its buffers in a frame}
  Activation open(Frame frame) {
    return new CallActivation(this, frame);
  }

  /// {@return in how many tasks its parts are shared out; a matter of sizes alone}
  int tasks(int parts) {
    long elements =
        Stream.of(inputs, outputs)
            .flatMap(List::stream)
            .mapToLong(place -> place.slot().type().count())
            .sum();
    return Math.clamp(elements / TASK, 1, Math.clamp(parts, 1, Workers.MOST_TASKS));
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
