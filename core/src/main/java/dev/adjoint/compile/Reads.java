package dev.adjoint.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The slots that a loop reads, in the order in which they are first read, and the registers of
/// those that it reads as they are. The tables serve one loop after another.
final class Reads {
  /// Of a slot that is read through views alone.
  private static final int NONE = -1;

  /// For each slot by its number, its place among the slots, if it is there.
  private int[] places = new int[16];

  private final List<Slot> slots = new ArrayList<>();

  /// For each of the slots, the register that it is in as it is.
  private int[] registers = new int[16];

  /// Adds a slot, unless it is there.
  ///
  /// @return its place among the slots
  int add(Slot slot) {
    int number = slot.number();
    if (number >= places.length) {
      places = Arrays.copyOf(places, 2 * number);
    }
    int place = places[number];
    if (place < slots.size() && slots.get(place).number() == number) {
      return place;
    }
    places[number] = slots.size();
    if (slots.size() == registers.length) {
      registers = Arrays.copyOf(registers, 2 * slots.size());
    }
    registers[slots.size()] = NONE;
    slots.add(slot);
    return slots.size() - 1;
  }

  /// {@return the register of the slot at a place, or -1}
  int register(int place) {
    return registers[place];
  }

  void register(int place, int register) {
    registers[place] = register;
  }

  /// {@return the slots; there are none then}
  List<Slot> take() {
    List<Slot> taken = List.copyOf(slots);
    slots.clear();
    return taken;
  }
}
