package dev.adjoint.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// From when to when temporary slots are alive. Slots share one lifetime where a loop may write one
/// over another that it is the last to read.
final class Lifetimes {
  private static final int NONE = -1;

  /// For each slot by its number, the last step that writes or reads it, and its lifetime.
  private final int[] lasts;

  private final int[] numbers;
  private final List<Lifetime> all = new ArrayList<>();

  Lifetimes(List<Step> steps) {
    lasts = lasts(steps);
    numbers = new int[lasts.length];
    Arrays.fill(numbers, NONE);
    for (int k = 0; k < steps.size(); k++) {
      add(steps.get(k), k);
    }
  }

  private static int[] lasts(List<Step> steps) {
    int[] lasts = {};
    for (int k = 0; k < steps.size(); k++) {
      lasts = with(k, steps.get(k).writes(), lasts);
      lasts = with(k, steps.get(k).reads(), lasts);
    }
    return lasts;
  }

  private static int[] with(int step, List<Slot> slots, int[] lasts) {
    int[] longer = lasts;
    for (int k = 0; k < slots.size(); k++) {
      int number = slots.get(k).number();
      if (number >= longer.length) {
        longer = Arrays.copyOf(longer, 2 * number + 1);
      }
      longer[number] = step;
    }
    return longer;
  }

  private void add(Step step, int k) {
    Map<Slot, Slot> over = step.overwrites(slot -> slot.isTemporary() && last(slot) == k);
    List<Slot> writes = step.writes();
    for (int i = 0; i < writes.size(); i++) {
      Slot slot = writes.get(i);
      if (slot.isTemporary()) {
        Slot old = over.get(slot);
        numbers[slot.number()] = old == null ? begin(slot, k) : prolong(number(old), last(slot));
      }
    }
  }

  private int begin(Slot slot, int k) {
    all.add(new Lifetime(slot.type(), k, last(slot)));
    return all.size() - 1;
  }

  private int prolong(int number, int last) {
    Lifetime old = all.get(number);
    all.set(number, new Lifetime(old.type(), old.first(), last));
    return number;
  }

  private int last(Slot slot) {
    return lasts[slot.number()];
  }

  /// {@return the number of a slot's lifetime}
  int number(Slot slot) {
    int number = numbers[slot.number()];
    if (number == NONE) {
      throw new IllegalStateException("no step writes " + slot);
    }
    return number;
  }

  /// {@return all, by their numbers}
  List<Lifetime> all() {
    return Collections.unmodifiableList(all);
  }

  /// {@return the most bytes that are alive at one step}
  ///
  /// @param steps the number of steps
  long bound(int steps) {
    long[] changes = new long[steps + 1];
    for (Lifetime lifetime : all) {
      changes[lifetime.first()] += lifetime.type().bytes();
      changes[lifetime.last() + 1] -= lifetime.type().bytes();
    }
    for (int k = 1; k < steps; k++) {
      changes[k] += changes[k - 1];
    }
    return Arrays.stream(changes).max().orElse(0);
  }
}
