package dev.adjoint.compile;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The free ranges of a growing array, in whole cache lines. Every call takes time logarithmic in
/// their number.
final class Holes {
  private static final int LINE = 16;

  private final TreeMap<Integer, Integer> lengths = new TreeMap<>();
  private final TreeMap<Integer, TreeSet<Integer>> starts = new TreeMap<>();
  private int end;

  /// {@return the start of a range that is now taken: the smallest hole that is large enough, or
  /// the end of the array}
  int take(int count) {
    int length = lines(count);
    Map.Entry<Integer, TreeSet<Integer>> best = starts.ceilingEntry(length);
    return best == null ? grow(length) : split(best.getValue().first(), best.getKey(), length);
  }

  private static int lines(int count) {
    return Math.multiplyExact((Math.max(count, 1) - 1) / LINE + 1, LINE);
  }

  /// A hole at the end is made longer, rather than left behind.
  private int grow(int length) {
    Map.Entry<Integer, Integer> last = lengths.lastEntry();
    int start = end;
    if (last != null && last.getKey() + last.getValue() == end) {
      start = last.getKey();
      remove(start, last.getValue());
    }
    end = Math.addExact(start, length);
    return start;
  }

  private int split(int start, int have, int length) {
    remove(start, have);
    if (have > length) {
      add(start + length, have - length);
    }
    return start;
  }

  /// Gives a range back and joins it with its neighbours.
  void release(int start, int count) {
    int from = start;
    int to = start + lines(count);
    Map.Entry<Integer, Integer> before = lengths.lowerEntry(start);
    if (before != null && before.getKey() + before.getValue() == start) {
      from = before.getKey();
      remove(from, before.getValue());
    }
    Integer after = lengths.get(to);
    if (after != null) {
      remove(to, after);
      to += after;
    }
    add(from, to - from);
  }

  private void add(int start, int length) {
    lengths.put(start, length);
    starts.computeIfAbsent(length, _ -> new TreeSet<>()).add(start);
  }

  private void remove(int start, int length) {
    lengths.remove(start);
    TreeSet<Integer> same = starts.get(length);
    if (same != null && same.remove(start) && same.isEmpty()) {
      starts.remove(length);
    }
  }

  /// {@return how long the array must be}
  int end() {
    return end;
  }
}
