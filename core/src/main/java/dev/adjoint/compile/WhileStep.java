package dev.adjoint.compile;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Source;
import dev.adjoint.graph.While;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A loop that runs while its condition holds. Carries alternate between their outputs and second
/// buffers; they are copied once at the end if they come to rest in the second.
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
  /// The second buffer of each carry, and the condition.
  @Override
  public List<TensorType> scratchTypes() {
    return Stream.concat(
            op.body().inputs().subList(0, op.carries()).stream().map(x -> x.type()),
            Stream.of(TensorType.bool()))
        .toList();
  }

  @Override
  public List<Program> programs() {
    return List.of(condition, body);
  }

  @Override
  public void run(Frame frame) {
    List<Buffer> given = inputs.stream().map(frame::buffer).toList();
    List<Buffer> made = outputs.stream().map(frame::buffer).toList();
    List<Buffer> scratch = frame.scratch(this);
    try (Run asks = condition.open();
        Run does = body.open()) {
      bindAll(asks, given, 0);
      bindAll(does, given, op.carries());
      boolean[] holds = (boolean[]) scratch.getLast().storage();
      asks.result(0, holds, 0);
      List<Buffer> now = given;
      int steps = 0;
      asks.run();
      for (; holds[0]; steps++) {
        if (op.limit() > 0 && steps == op.limit()) {
          throw op.endless(source);
        }
        List<Buffer> next = steps % 2 == 0 ? made : scratch;
        step(does, asks, now, next);
        now = next;
        asks.run();
      }
      finish(steps == 0 ? given : steps % 2 == 1 ? made : scratch, made, steps);
    }
  }

  private static void bindAll(Run run, List<Buffer> given, int from) {
    for (int k = from; k < given.size(); k++) {
      run.argument(k, given.get(k).storage(), given.get(k).offset());
    }
  }

  private void step(Run does, Run asks, List<Buffer> now, List<Buffer> next) {
    for (int k = 0; k < op.carries(); k++) {
      does.argument(k, now.get(k).storage(), now.get(k).offset());
      does.result(k, next.get(k).storage(), next.get(k).offset());
      asks.argument(k, next.get(k).storage(), next.get(k).offset());
    }
    does.run();
  }

  private void finish(List<Buffer> now, List<Buffer> made, int steps) {
    if (steps % 2 == 0) {
      IntStream.range(0, op.carries())
          .forEach(k -> made.get(k).copy(now.get(k), 0, 0, made.get(k).count()));
    }
    made.getLast().set(0, steps);
  }
}
