package dev.adjoint.compile;

import dev.adjoint.array.DType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Where in the arena each temporary slot lies. Slots that are never alive at once share memory.
///
/// The arena is one Java array for each dtype, or several where one would be longer than arrays can
/// be.
final class MemoryPlan {
  /// The longest arrays that all JVMs make.
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private record Array(DType dtype, int length) {
    long bytes() {
      return (long) length * dtype.bytes();
    }
  }

  private final Lifetimes lifetimes;
  private final long bound;
  private final List<Array> arrays = new ArrayList<>();

  /// For each lifetime, the number of its array, and where in it.
  private final int[] array;

  private final int[] offset;

  MemoryPlan(List<Step> steps) {
    this(steps, LONGEST);
  }

  /// @param steps the steps in their order
  /// @param longest how long an array may be
  MemoryPlan(List<Step> steps, int longest) {
    lifetimes = new Lifetimes(steps);
    bound = lifetimes.bound(steps.size());
    array = new int[lifetimes.all().size()];
    offset = new int[array.length];
    Map<DType, List<Integer>> parts = new EnumMap<>(DType.class);
    for (int k = 0; k < array.length; k++) {
      DType dtype = lifetimes.all().get(k).type().dtype();
      parts.computeIfAbsent(dtype, _ -> new ArrayList<>()).add(k);
    }
    parts.forEach((dtype, numbers) -> place(dtype, numbers, longest));
  }

  /// What an array has no room for goes to the next one.
  private void place(DType dtype, List<Integer> numbers, int longest) {
    List<Integer> rest = numbers;
    while (!rest.isEmpty()) {
      var offsets = Offsets.of(rest.stream().map(lifetimes.all()::get).toList(), longest);
      var without = new ArrayList<Integer>();
      for (int k = 0; k < rest.size(); k++) {
        int number = rest.get(k);
        array[number] = arrays.size();
        offset[number] = offsets.start(k);
        if (offsets.start(k) == Offsets.NOWHERE) {
          without.add(number);
        }
      }
      if (without.size() == rest.size()) {
        throw new IllegalArgumentException(
            "a value of a program is %s, but an array has at most %d elements; use smaller batches"
                .formatted(lifetimes.all().get(rest.getFirst()).type(), longest));
      }
      arrays.add(new Array(dtype, offsets.end()));
      rest = without;
    }
  }

  /// {@return the number of the array that a temporary slot lies in}
  int array(Slot slot) {
    return array[lifetimes.number(slot)];
  }

  /// {@return the place of a temporary slot in its array}
  int offset(Slot slot) {
    return offset[lifetimes.number(slot)];
  }

  /// {@return new memory for one run at a time: the arrays by their numbers}
  Object[] allocate() {
    return arrays.stream().map(a -> a.dtype().allocate(a.length())).toArray();
  }

  /// {@return the bytes of the arena}
  long bytes() {
    return arrays.stream().mapToLong(Array::bytes).sum();
  }

  /// {@return the bytes that are alive at once at the worst step; no plan for this order needs
  /// less}
  long bound() {
    return bound;
  }
}
