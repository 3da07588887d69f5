package dev.adjoint.kernel;

import java.util.ArrayList;
import java.util.List;

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
    int elements = 0;
    for (int one : count) {
      elements += one;
    }
    return elements;
  }

  int size() {
    return from.length;
  }

  /// Collects runs; one that goes on where the last one ended makes it longer.
  static final class Builder {
    private record Run(int from, int to, int count) {}

    private final int step;
    private final List<Run> runs = new ArrayList<>();

    Builder(int step) {
      this.step = step;
    }

    void add(int from, int to, int count) {
      Run last = runs.isEmpty() ? new Run(0, 0, 0) : runs.getLast();
      if (step == 1
          && last.count() > 0
          && last.from() + last.count() == from
          && last.to() + last.count() == to) {
        runs.set(runs.size() - 1, new Run(last.from(), last.to(), last.count() + count));
      } else {
        runs.add(new Run(from, to, count));
      }
    }

    Runs build() {
      return new Runs(
          runs.stream().mapToInt(Run::from).toArray(),
          runs.stream().mapToInt(Run::to).toArray(),
          runs.stream().mapToInt(Run::count).toArray(),
          step);
    }
  }
}
