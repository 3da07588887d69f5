package dev.adjoint.graph;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import java.util.ArrayList;
import java.util.List;

/// What loops and choices mean. The depth of the recursion is how deeply they are nested.
final class ControlInterpreter {
  private final Interpreter.Observer observer;

  ControlInterpreter(Interpreter.Observer observer) {
    this.observer = observer;
  }

  List<NDArray> run(Control control, Source source, List<NDArray> inputs) {
    return switch (control) {
      case Scan scan -> scan(scan, inputs);
      case While loop -> loop(loop, source, inputs);
      case Cond cond -> cond(cond, inputs);
    };
  }

  private List<NDArray> scan(Scan scan, List<NDArray> inputs) {
    int first = scan.firstCarry();
    int steps = scan.counted() ? scan.checkSteps((int) inputs.getFirst().value(0)) : scan.length();
    List<NDArray> given = inputs.subList(first, inputs.size());
    List<NDArray> carries = given.subList(0, scan.carries());
    Graph step = scan.step();
    List<Buffer> stacks =
        step.outputs().subList(scan.carries(), step.outputs().size()).stream()
            .map(y -> stack(y.type(), scan.length()))
            .toList();
    for (int k = 0; k < steps; k++) {
      int at = scan.reversed() ? steps - 1 - k : k;
      List<NDArray> outputs = Interpreter.run(step, arguments(scan, carries, given, at), observer);
      carries = outputs.subList(0, scan.carries());
      write(outputs.subList(scan.carries(), outputs.size()), stacks, at);
    }
    var results = new ArrayList<>(carries);
    stacks.forEach(stack -> results.add(NDArray.wrap(stack.type(), stack.storage())));
    return results;
  }

  private static Buffer stack(TensorType element, int length) {
    return Buffer.allocate(element.withShape(element.shape().prepend(length)));
  }

  private static List<NDArray> arguments(
      Scan scan, List<NDArray> carries, List<NDArray> given, int at) {
    var arguments = new ArrayList<>(carries);
    for (int k = scan.carries(); k < given.size(); k++) {
      boolean isSequence = k < scan.carries() + scan.sequences();
      arguments.add(isSequence ? element(given.get(k), at) : given.get(k));
    }
    return arguments;
  }

  private static NDArray element(NDArray sequence, int at) {
    TensorType type = sequence.type().withShape(sequence.shape().without(List.of(0)));
    return NDArray.wrap(type, sequence.storage(), sequence.offset() + at * type.count());
  }

  private static void write(List<NDArray> elements, List<Buffer> stacks, int at) {
    for (int k = 0; k < elements.size(); k++) {
      Buffer element = Buffer.of(elements.get(k));
      stacks.get(k).copy(element, 0, at * element.count(), element.count());
    }
  }

  private List<NDArray> loop(While loop, Source source, List<NDArray> inputs) {
    var state = new ArrayList<>(inputs);
    List<Tensor> made = loop.body().outputs();
    List<Buffer> stacks =
        made.subList(loop.carries(), made.size()).stream()
            .map(y -> stack(y.type(), loop.limit()))
            .toList();
    int steps = 0;
    while (holds(loop, state)) {
      if (loop.limit() > 0 && steps == loop.limit()) {
        throw loop.endless(source);
      }
      List<NDArray> now = Interpreter.run(loop.body(), state, observer);
      for (int k = 0; k < loop.carries(); k++) {
        state.set(k, now.get(k));
      }
      write(now.subList(loop.carries(), now.size()), stacks, steps);
      steps++;
    }
    var results = new ArrayList<>(state.subList(0, loop.carries()));
    results.add(NDArray.full(TensorType.i32(), steps));
    stacks.forEach(stack -> results.add(NDArray.wrap(stack.type(), stack.storage())));
    return results;
  }

  private boolean holds(While loop, List<NDArray> state) {
    return Interpreter.run(loop.condition(), state, observer).getFirst().value(0) != 0;
  }

  private List<NDArray> cond(Cond cond, List<NDArray> inputs) {
    Graph chosen = inputs.getFirst().value(0) != 0 ? cond.whenTrue() : cond.whenFalse();
    return Interpreter.run(chosen, inputs.subList(1, inputs.size()), observer);
  }
}
