package dev.adjoint.compile;

import java.util.Map;
import java.util.TreeMap;

/// The free ranges of a growing array, in whole cache lines.
final class Holes {
  private static final int LINE = 16;

  private final TreeMap<Integer, Integer> lengths = new TreeMap<>();
  private int end;

  /// {@return the start of a range that is now taken: the smallest hole that is large enough, or
  /// the end of the array}
  int take(int count) {
    int length = lines(count);
    Map.Entry<Integer, Integer> best = null;
    for (Map.Entry<Integer, Integer> hole : lengths.entrySet()) {
      if (hole.getValue() >= length && (best == null || hole.getValue() < best.getValue())) {
        best = hole;
      }
    }
    return best == null ? grow(length) : split(best.getKey(), best.getValue(), length);
  }

  private static int lines(int count) {
    return Math.multiplyExact((Math.max(count, 1) - 1) / LINE + 1, LINE);
  }

  /// A hole at the end is made longer, rather than left behind.
  private int grow(int length) {
    Map.Entry<Integer, Integer> last = lengths.lastEntry();
    boolean touches = last != null && last.getKey() + last.getValue() == end;
    int start = touches ? lengths.pollLastEntry().getKey() : end;
    end = Math.addExact(start, length);
    return start;
  }

  private int split(int start, int have, int length) {
    lengths.remove(start);
    if (have > length) {
      lengths.put(start + length, have - length);
    }
    return start;
  }

  /// Gives a range back and joins it with its neighbours.
  void release(int start, int count) {
    int from = start;
    int length = lines(count);
    Map.Entry<Integer, Integer> before = lengths.lowerEntry(start);
    if (before != null && before.getKey() + before.getValue() == start) {
      from = before.getKey();
      length += before.getValue();
    }
    Integer after = lengths.remove(start + lines(count));
    lengths.put(from, after == null ? length : length + after);
  }

  /// {@return how long the array must be}
  int end() {
    return end;
  }
}
