package dev.adjoint.compile;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Scan;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A loop with a known number of steps. Elements of sequences and results are windows of the whole;
/// a carry alternates between its output and a second buffer, so that nothing is copied.
///
/// @param op the scan
/// @param body one step
/// @param inputs contiguous places
/// @param outputs what it writes
record ScanStep(Scan op, Program body, List<Place> inputs, List<Place> outputs)
    implements ControlStep {
  @Override
  public List<TensorType> scratchTypes() {
    return carries().map(op.body().inputs()::get).map(x -> x.type()).toList();
  }

  private Stream<Integer> carries() {
    return IntStream.range(0, op.carries()).boxed();
  }

  @Override
  public List<Program> programs() {
    return List.of(body);
  }

  @Override
  public void run(Frame frame) {
    int steps =
        op.counted() ? op.checkSteps((int) frame.buffer(inputs.getFirst()).value(0)) : op.length();
    List<Buffer> given =
        inputs.subList(op.firstCarry(), inputs.size()).stream().map(frame::buffer).toList();
    List<Buffer> made = outputs.stream().map(frame::buffer).toList();
    List<Buffer> second = frame.scratch(this);
    made.subList(op.carries(), made.size()).forEach(y -> clearFrom(y, steps));
    if (steps == 0) {
      carries().forEach(k -> made.get(k).copy(given.get(k), 0, 0, made.get(k).count()));
      return;
    }
    try (Run run = body.open()) {
      share(run, given);
      for (int k = 0; k < steps; k++) {
        bind(run, k, steps, given, made, second);
        run.run();
      }
    }
  }

  /// Rows of steps that do not run are zeros.
  private void clearFrom(Buffer y, int steps) {
    if (steps < op.length()) {
      int row = y.count() / op.length();
      TensorType rest = y.type().withShape(Shape.of(op.length() - steps, row));
      new Buffer(rest, y.storage(), y.offset() + steps * row).clear();
    }
  }

  private void share(Run run, List<Buffer> given) {
    for (int k = op.carries() + op.sequences(); k < given.size(); k++) {
      run.argument(k, given.get(k).storage(), given.get(k).offset());
    }
  }

  private void bind(
      Run run, int k, int steps, List<Buffer> given, List<Buffer> made, List<Buffer> second) {
    int at = op.reversed() ? steps - 1 - k : k;
    int carries = op.carries();
    boolean toOutput = (steps - 1 - k) % 2 == 0;
    for (int c = 0; c < carries; c++) {
      Buffer to = toOutput ? made.get(c) : second.get(c);
      Buffer from = k == 0 ? given.get(c) : toOutput ? second.get(c) : made.get(c);
      run.argument(c, from.storage(), from.offset());
      run.result(c, to.storage(), to.offset());
    }
    for (int s = carries; s < carries + op.sequences(); s++) {
      Buffer x = given.get(s);
      run.argument(s, x.storage(), x.offset() + at * (x.count() / op.length()));
    }
    for (int r = carries; r < made.size(); r++) {
      Buffer y = made.get(r);
      run.result(r, y.storage(), y.offset() + at * (y.count() / op.length()));
    }
  }
}
