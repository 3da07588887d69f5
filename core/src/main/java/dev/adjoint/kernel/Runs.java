package dev.adjoint.kernel;

import java.util.Arrays;

/// How the elements of one plane lie in a spread arrangement: runs of elements, `step` apart in the
/// plane, that are neighbours in the arrangement.
///
/// @param from where each run begins in the plane
/// @param to where it begins in the arrangement
/// @param count how long it is
/// @param step the distance of its elements in the plane
record Runs(int[] from, int[] to, int[] count, int step) {
  /// {@return the number of elements that the arrangement shows}
  int elements() {
    return Arrays.stream(count).sum();
  }

  int size() {
    return from.length;
  }

  /// Collects runs; one that goes on where the last one ended makes it longer.
  static final class Builder {
    private final int step;
    private int[] from = new int[16];
    private int[] to = new int[16];
    private int[] count = new int[16];
    private int size;

    Builder(int step) {
      this.step = step;
    }

    void add(int first, int place, int elements) {
      int last = size - 1;
      if (step == 1
          && size > 0
          && from[last] + count[last] == first
          && to[last] + count[last] == place) {
        count[last] += elements;
        return;
      }
      if (size == from.length) {
        from = Arrays.copyOf(from, 2 * size);
        to = Arrays.copyOf(to, 2 * size);
        count = Arrays.copyOf(count, 2 * size);
      }
      from[size] = first;
      to[size] = place;
      count[size++] = elements;
    }

    Runs build() {
      return new Runs(
          Arrays.copyOf(from, size), Arrays.copyOf(to, size), Arrays.copyOf(count, size), step);
    }
  }
}
