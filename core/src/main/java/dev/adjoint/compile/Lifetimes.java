package dev.adjoint.compile;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// From when to when temporary slots are alive. Slots share one lifetime where a loop may write one
/// over another that it is the last to read.
final class Lifetimes {
  private final Map<Integer, Integer> lasts = new HashMap<>();
  private final Map<Integer, Integer> numbers = new HashMap<>();
  private final List<Lifetime> all = new ArrayList<>();

  Lifetimes(List<Step> steps) {
    for (int k = 0; k < steps.size(); k++) {
      int now = k;
      steps.get(k).writes().forEach(slot -> lasts.put(slot.number(), now));
      steps.get(k).reads().forEach(slot -> lasts.put(slot.number(), now));
    }
    for (int k = 0; k < steps.size(); k++) {
      add(steps.get(k), k);
    }
  }

  private void add(Step step, int k) {
    Map<Slot, Slot> over = step.overwrites(slot -> slot.isTemporary() && last(slot) == k);
    for (Slot slot : step.writes()) {
      if (slot.isTemporary()) {
        Slot old = over.get(slot);
        numbers.put(slot.number(), old == null ? begin(slot, k) : prolong(number(old), last(slot)));
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
    return requireNonNull(lasts.get(slot.number()));
  }

  /// {@return the number of a slot's lifetime}
  int number(Slot slot) {
    return requireNonNull(numbers.get(slot.number()));
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
