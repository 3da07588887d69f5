package dev.adjoint.compile;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;

/// A piece of memory that holds one tensor while a program runs.
///
/// @param number its number in the program
/// @param type what it holds
/// @param origin where the memory comes from
record Slot(int number, TensorType type, Origin origin) {
  /// Where the memory of a slot comes from.
  sealed interface Origin {}

  /// An argument of the program.
  record Argument(int index) implements Origin {}

  /// A constant of the program.
  record Fixed(NDArray value) implements Origin {}

  /// Memory of its own, handed out when the program ends.
  record Result() implements Origin {}

  /// A range of the arena, shared with slots that live at other times.
  record Temporary() implements Origin {}

  boolean isTemporary() {
    return origin instanceof Temporary;
  }

  /// A program has one slot of a number; the hash of a constant would cost its whole size.
  @Override
  public int hashCode() {
    return number;
  }

  /// {@return whether its memory is the same in every run of a frame}
  boolean isFixed() {
    return origin instanceof Temporary || origin instanceof Fixed;
  }

  /// {@return the name in a listing: `a0` for an argument, `t7` for a step's result, a scalar
  /// constant's number}
  @Override
  public String toString() {
    return switch (origin) {
      case Argument(int index) -> "a" + index;
      case Fixed(NDArray value) when value.count() == 1 -> value.reshape().toString();
      case Fixed _ -> "c" + number;
      case Result _, Temporary _ -> "t" + number;
    };
  }
}
