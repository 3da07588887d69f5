package dev.adjoint.compile;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.kernel.Formula;
import dev.adjoint.kernel.Formula.Function;
import dev.adjoint.kernel.Formula.Input;
import dev.adjoint.kernel.Formula.Term;
import dev.adjoint.kernel.Loops;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Finds the stretches of a loop: as many instructions as follow each other with functions that can
/// be fused, over elements of one dtype.
final class Stretches {
  /// With more the JIT might stop to inline; GELU and its gradient are some 130.
  private static final int MOST_VECTORS = 160;

  /// With more arrays it would keep their places in memory.
  private static final int MOST_OPERANDS = 24;

  private final Loop loop;
  private final List<Loop.Instruction> code;
  private final Loops loops;

  Stretches(Loop loop, Loops loops) {
    this.loop = loop;
    this.code = loop.code();
    this.loops = loops;
  }

  List<Stretch> find() {
    var found = new ArrayList<Stretch>();
    int k = 0;
    while (k < code.size()) {
      Optional<Stretch> stretch = from(k);
      stretch.ifPresent(found::add);
      k = stretch.map(Stretch::end).orElse(k + 1);
    }
    return found;
  }

  /// {@return a part of a stretch}
  Stretch part(Stretch whole, int first, int end) {
    return new Writer(first, end, whole.formula().dtype()).stretch();
  }

  /// {@return the longest stretch that begins with an instruction, if there is one of two or more}
  private Optional<Stretch> from(int first) {
    DType dtype = dtype(code.get(first).c());
    if (!isLong(first, dtype)) {
      return Optional.empty();
    }
    int end = first;
    for (int size = 0; end < code.size(); end++) {
      OptionalInt more = size(code.get(end), dtype);
      size += more.orElse(0);
      if (more.isEmpty() || size > MOST_VECTORS || code.get(end).per() != code.get(first).per()) {
        break;
      }
    }
    while (end - first >= 2) {
      Stretch stretch = new Writer(first, end, dtype).stretch();
      if (stretch.operands().length <= MOST_OPERANDS) {
        return Optional.of(stretch);
      }
      end--;
    }
    return Optional.empty();
  }

  /// {@return whether a tile has several vectors}
  private boolean isLong(int instruction, DType dtype) {
    return loop.tile() / code.get(instruction).per() >= 2 * loops.step(dtype);
  }

  /// {@return how long an instruction is in a formula of a dtype, if it can be in one}
  private OptionalInt size(Loop.Instruction i, DType dtype) {
    if (!isOf(dtype, i.y()) || !(i.op() instanceof Elementwise op)) {
      return OptionalInt.empty();
    }
    List<Integer> operands = operands(i);
    if (!operands.stream().allMatch(register -> isOf(dtype, register))) {
      return OptionalInt.empty();
    }
    List<DType> dtypes = operands.stream().map(this::dtype).toList();
    return FastLoops.function(op)
        .map(function -> loops.size(function, dtypes, dtype))
        .orElse(OptionalInt.empty());
  }

  private boolean isOf(DType dtype, int register) {
    return dtype(register) == dtype || dtype(register) == DType.BOOL;
  }

  private static List<Integer> operands(Loop.Instruction i) {
    return List.of(i.a(), i.b(), i.c()).subList(0, ((Elementwise) i.op()).arity());
  }

  private DType dtype(int register) {
    return loop.registers().get(register).dtype();
  }

  private Input input(int register) {
    boolean uniform =
        loop.registers().get(register) instanceof Register.Copied c && c.from().isUniform();
    return new Input(dtype(register), uniform);
  }

  /// Writes the formula of the instructions from `first` up to `end`.
  private final class Writer {
    private final int first;
    private final int end;
    private final DType dtype;
    private final List<Integer> inputs = new ArrayList<>();
    private final Map<Integer, Integer> values = new HashMap<>();

    Writer(int first, int end, DType dtype) {
      this.first = first;
      this.end = end;
      this.dtype = dtype;
    }

    Stretch stretch() {
      number();
      List<Term> terms = code.subList(first, end).stream().map(this::term).toList();
      List<Integer> results =
          code.subList(first, end).stream()
              .map(Loop.Instruction::y)
              .filter(this::isNeeded)
              .toList();
      var formula =
          new Formula(
              dtype,
              inputs.stream().map(Stretches.this::input).toList(),
              terms,
              results.stream().map(values::get).toList());
      int[] operands =
          IntStream.concat(
                  inputs.stream().mapToInt(Integer::intValue),
                  results.stream().mapToInt(Integer::intValue))
              .toArray();
      return new Stretch(first, end, formula, operands);
    }

    /// Inputs come first.
    private void number() {
      var made = new ArrayList<Integer>();
      for (Loop.Instruction i : code.subList(first, end)) {
        for (int operand : operands(i)) {
          if (!made.contains(operand) && !inputs.contains(operand)) {
            inputs.add(operand);
          }
        }
        made.add(i.y());
      }
      for (int k = 0; k < inputs.size(); k++) {
        values.put(inputs.get(k), k);
      }
      for (int k = 0; k < made.size(); k++) {
        values.put(made.get(k), inputs.size() + k);
      }
    }

    private Term term(Loop.Instruction i) {
      Function function = FastLoops.function((Elementwise) i.op()).orElseThrow();
      return new Term(function, operands(i).stream().map(values::get).toList(), dtype(i.y()));
    }

    private boolean isNeeded(int register) {
      return loop.registers().get(register) instanceof Register.Memory
          || code.subList(end, code.size()).stream()
              .anyMatch(i -> i.a() == register || i.b() == register || i.c() == register)
          || loop.folds().stream().anyMatch(fold -> fold.x() == register);
    }
  }
}
