package dev.adjoint.compile;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The text of a program: arguments, a line for each step, results. A loop of several ops has a
/// line for each op, indented; `r` are registers, `t` is memory.
final class ProgramListing {
  private final List<Slot> slots;
  private final List<Step> steps;
  private final List<Place> results;

  ProgramListing(List<Slot> slots, List<Step> steps, List<Place> results) {
    this.slots = slots;
    this.steps = steps;
    this.results = results;
  }

  String text(String memory) {
    var lines = new ArrayList<String>();
    lines.add("program (" + arguments() + ") {");
    for (int k = 0; k < steps.size(); k++) {
      for (String line : lines(steps.get(k))) {
        lines.add((line.startsWith(" ") ? "      " : "%4d  ".formatted(k + 1)) + line);
      }
    }
    lines.add(
        "      return " + results.stream().map(Place::toString).collect(Collectors.joining(" ")));
    lines.add("}");
    lines.add(steps.size() + (steps.size() == 1 ? " step; " : " steps; ") + memory);
    return String.join("\n", lines);
  }

  private String arguments() {
    return slots.stream()
        .filter(slot -> slot.origin() instanceof Slot.Argument)
        .map(ProgramListing::typed)
        .collect(Collectors.joining(", "));
  }

  private static String typed(Slot slot) {
    return slot + ": " + slot.type();
  }

  /// {@return a step in one line, a loop with the names of its ops}
  static String line(Step step) {
    if (!(step instanceof Loop loop)) {
      return lines(step).getFirst();
    }
    Stream<Op> ops =
        Stream.concat(
            loop.code().stream().map(Loop.Instruction::op),
            loop.folds().stream().map(Loop.Folding::op));
    return "loop over %s: %s"
        .formatted(loop.shape(), ops.map(ProgramListing::word).collect(Collectors.joining(" ")));
  }

  private static List<String> lines(Step step) {
    return switch (step) {
      case Product p -> List.of("%s = MatMul %s %s".formatted(typed(p.y().slot()), p.a(), p.b()));
      case Convolve c ->
          List.of(
              "%s = %s %s %s"
                  .formatted(typed(c.result().slot()), word(c.op()), c.left(), c.right()));
      case Call call -> List.of(call(call));
      case Loop loop -> loop(loop);
      case ScanStep s -> control(s, s.op());
      case WhileStep s -> control(s, s.op());
      case CondStep s -> control(s, s.op());
    };
  }

  private static String call(Call call) {
    String outputs =
        call.writes().stream().map(ProgramListing::typed).collect(Collectors.joining(", "));
    String inputs = call.inputs().stream().map(Place::toString).collect(Collectors.joining(" "));
    return outputs + " = " + word(call.op()) + " " + inputs;
  }

  /// The programs inside, indented.
  private static List<String> control(ControlStep s, Op op) {
    String outputs =
        s.writes().stream().map(ProgramListing::typed).collect(Collectors.joining(", "));
    String operands = s.inputs().stream().map(Place::toString).collect(Collectors.joining(" "));
    var lines = new ArrayList<String>();
    lines.add(outputs + " = " + word(op) + " " + operands);
    s.programs().forEach(body -> body.toString().lines().forEach(line -> lines.add("  " + line)));
    return lines;
  }

  private static List<String> loop(Loop loop) {
    var lines = new ArrayList<String>();
    lines.add("loop over %s".formatted(loop.shape()));
    for (Loop.Instruction i : loop.code()) {
      lines.add("  %s = %s %s".formatted(target(loop, i.y()), word(i.op()), operands(loop, i)));
    }
    for (Loop.Folding f : loop.folds()) {
      lines.add("  %s = %s %s".formatted(typed(f.slot()), word(f.op()), name(loop, f.x())));
    }
    return lines;
  }

  private static String operands(Loop loop, Loop.Instruction i) {
    return List.of(i.a(), i.b(), i.c()).stream()
        .limit(i.op() instanceof Elementwise op ? op.arity() : 1)
        .map(register -> name(loop, register))
        .collect(Collectors.joining(" "));
  }

  private static String target(Loop loop, int register) {
    return loop.registers().get(register) instanceof Register.Memory(Slot slot, int _, int _)
        ? typed(slot)
        : name(loop, register);
  }

  private static String name(Loop loop, int register) {
    return switch (loop.registers().get(register)) {
      case Register.Scratch(var _, int tile, int _) -> "r" + tile;
      case Register.Memory(Slot slot, int offset, int _) ->
          offset == 0 ? slot.toString() : slot + "+" + offset;
      case Register.Copied copied when copied.from().isUniform() ->
          copied.place().slot().toString();
      case Register.Copied copied when copied.from().isPadded() ->
          copied.place() + " from " + copied.from().begin();
      case Register.Copied copied -> copied.place().toString();
    };
  }

  private static String word(Op op) {
    String text = op.toString();
    return text.endsWith("[]") ? text.substring(0, text.length() - 2) : text;
  }
}
