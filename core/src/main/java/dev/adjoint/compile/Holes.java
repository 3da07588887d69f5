package dev.adjoint.compile;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The free ranges of a growing array, the long ones in whole cache lines. Every call takes time
/// logarithmic in their number.
final class Holes {
  private static final int LINE = 16;

  private final TreeMap<Integer, Integer> lengths = new TreeMap<>();
  private final TreeMap<Integer, TreeSet<Integer>> starts = new TreeMap<>();
  private final int limit;
  private int end;

  /// @param limit how long the array may become
  Holes(int limit) {
    this.limit = limit;
  }

  /// {@return the start of a range that is now taken: the smallest hole that is large enough, or
  /// the end of the array; -1 where the array would become too long}
  int take(int count) {
    int length = lines(count);
    Map.Entry<Integer, TreeSet<Integer>> best = starts.ceilingEntry(length);
    return best == null ? grow(length) : split(best.getValue().first(), best.getKey(), length);
  }

  /// {@return a count in whole lines; less than a line, and what only a whole array can hold, as it
  /// is}
  static int lines(int count) {
    long whole = ((count - 1L) / LINE + 1) * LINE;
    return count < LINE ? Math.max(count, 1) : whole > Integer.MAX_VALUE ? count : (int) whole;
  }

  /// A hole at the end is made longer, rather than left behind.
  private int grow(int length) {
    Map.Entry<Integer, Integer> last = lengths.lastEntry();
    int start = end;
    boolean hole = last != null && last.getKey() + last.getValue() == end;
    if (hole) {
      start = last.getKey();
    }
    if (length > limit - start) {
      return Offsets.NOWHERE;
    }
    if (hole) {
      remove(start, last.getValue());
    }
    end = start + length;
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
