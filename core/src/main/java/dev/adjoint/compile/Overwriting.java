package dev.adjoint.compile;

import java.util.List;

/// Whether what a program makes may be written over one of its arguments: the loop that makes it
/// reads the argument element by element, none after it was written, and nothing reads the argument
/// later.
///
/// @param steps the steps, in order
/// @param results the results
/// @param argument the argument
record Overwriting(List<Step> steps, List<Place> results, Slot argument) {
  /// {@return whether a result may be written there}
  ///
  /// @param result the slot of a result that has memory of its own
  boolean allows(Slot result) {
    if (!result.type().equals(argument.type()) || isResult()) {
      return false;
    }
    for (int k = steps.size() - 1; k >= 0; k--) {
      Step step = steps.get(k);
      if (step.writes().contains(result)) {
        return step instanceof Loop loop && allows(loop, result);
      }
      if (step.reads().contains(argument)) {
        return false;
      }
    }
    return false;
  }

  private boolean isResult() {
    return results.stream().anyMatch(place -> place.slot().equals(argument));
  }

  private boolean allows(Loop loop, Slot result) {
    boolean written = false;
    for (Loop.Instruction i : loop.code()) {
      if (written && reads(loop, i)) {
        return false;
      }
      written |= isAt(loop.registers().get(i.y()), result);
    }
    return written
        && loop.folds().stream().noneMatch(f -> isAt(loop.registers().get(f.x()), argument))
        && loop.registers().stream().noneMatch(this::isElsewhere);
  }

  private boolean reads(Loop loop, Loop.Instruction i) {
    List<Register> registers = loop.registers();
    return isAt(registers.get(i.a()), argument)
        || isAt(registers.get(i.b()), argument)
        || isAt(registers.get(i.c()), argument);
  }

  private static boolean isAt(Register register, Slot slot) {
    return register instanceof Register.Memory(Slot memory, int _, int _) && memory.equals(slot);
  }

  /// {@return whether a register reads other elements of the argument than those of its own place}
  private boolean isElsewhere(Register register) {
    return switch (register) {
      case Register.Memory(Slot slot, int offset, int per) ->
          slot.equals(argument) && (offset != 0 || per != 1);
      case Register.Copied copied -> copied.place().slot().equals(argument);
      case Register.Scratch _ -> false;
    };
  }
}
