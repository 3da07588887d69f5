package dev.adjoint.compile;

import static java.util.Objects.requireNonNull;

import dev.adjoint.array.DType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where in the arena each temporary slot lies. Slots that are never alive at once share memory.
///
/// One Java array for each dtype; a slot takes the smallest hole that holds it when it is written,
/// and gives it back after the last step that reads it.
final class MemoryPlan {
  private final Map<DType, Holes> arenas = new EnumMap<>(DType.class);
  private final Map<Integer, Integer> offsets = new HashMap<>();
  private long live;
  private long bound;

  MemoryPlan(List<Step> steps) {
    Map<Integer, List<Slot>> dying = lastUses(steps);
    for (int k = 0; k < steps.size(); k++) {
      steps.get(k).writes().stream().filter(Slot::isTemporary).forEach(this::take);
      dying.getOrDefault(k, List.of()).forEach(this::release);
    }
  }

  private static Map<Integer, List<Slot>> lastUses(List<Step> steps) {
    Map<Integer, Integer> last = new HashMap<>();
    Map<Integer, Slot> slots = new HashMap<>();
    for (int k = 0; k < steps.size(); k++) {
      var used = new ArrayList<>(steps.get(k).writes());
      used.addAll(steps.get(k).reads());
      for (Slot slot : used) {
        if (slot.isTemporary()) {
          last.put(slot.number(), k);
          slots.put(slot.number(), slot);
        }
      }
    }
    Map<Integer, List<Slot>> dying = new HashMap<>();
    slots.forEach((number, slot) ->
        dying.computeIfAbsent(last.get(number), _ -> new ArrayList<>()).add(slot));
    return dying;
  }

  private void take(Slot slot) {
    Holes holes = arenas.computeIfAbsent(slot.type().dtype(), _ -> new Holes());
    offsets.put(slot.number(), holes.take(slot.type().count()));
    live += slot.type().bytes();
    bound = Math.max(bound, live);
  }

  private void release(Slot slot) {
    live -= slot.type().bytes();
    holes(slot).release(offset(slot), slot.type().count());
  }

  private Holes holes(Slot slot) {
    return requireNonNull(arenas.get(slot.type().dtype()));
  }

  /// {@return the place of a temporary slot in the array of its dtype}
  int offset(Slot slot) {
    return requireNonNull(offsets.get(slot.number()));
  }

  /// {@return new memory for one run at a time}
  Map<DType, Object> allocate() {
    Map<DType, Object> arrays = new EnumMap<>(DType.class);
    arenas.forEach((dtype, holes) -> arrays.put(dtype, dtype.allocate(holes.end())));
    return arrays;
  }

  /// {@return the bytes of the arena}
  long bytes() {
    return arenas.entrySet().stream()
        .mapToLong(e -> (long) e.getValue().end() * e.getKey().bytes())
        .sum();
  }

  /// {@return the bytes that are alive at once at the worst step; no plan for this order needs
  /// less}
  long bound() {
    return bound;
  }
}
