package dev.adjoint.kernel;

import java.util.Arrays;
import java.util.List;

/// The spread planes of one channel: one for each combination of the axes' remainders, one after
/// the other, each row-major.
final class SpreadPlanes {
  private final List<SlidingAxis> axes;

  /// The distance of neighbours along each axis in a plane.
  private final int[] strides;

  private final int plane;
  private final int size;

  SpreadPlanes(List<SlidingAxis> axes) {
    this.axes = axes;
    this.strides = new int[axes.size()];
    int elements = 1;
    int planes = 1;
    for (int axis = axes.size() - 1; axis >= 0; axis--) {
      strides[axis] = elements;
      elements =
          Math.multiplyExact(elements, isRow(axis) ? last().rowPitch() : axes.get(axis).pitch());
      planes *= axes.get(axis).remainders().length;
    }
    plane = elements;
    size = Math.multiplyExact(elements, planes);
  }

  /// Whether an axis has rows that share what stands around them; a vector has none.
  private boolean isRow(int axis) {
    return axis > 0 && axis == axes.size() - 1;
  }

  private SlidingAxis last() {
    return axes.getLast();
  }

  int size() {
    return size;
  }

  /// How far the last row's elements reach into what comes after the planes.
  int overhang() {
    return last().pitch() - last().rowPitch();
  }

  /// From the first position to behind the last one.
  int length() {
    int last = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      last += (axes.get(axis).positions() - 1) * strides[axis];
    }
    return last + 1;
  }

  /// Where each tap of the first position is.
  int[] taps() {
    int[] counts = axes.stream().mapToInt(SlidingAxis::taps).toArray();
    int[] result = new int[count(counts, counts.length)];
    for (int t = 0; t < result.length; t++) {
      result[t] = place(counts, t, (axis, k) -> axes.get(axis).tap(k));
    }
    return result;
  }

  Runs yRuns() {
    int[] counts = axes.stream().mapToInt(SlidingAxis::positions).toArray();
    int last = counts.length - 1;
    var runs = new Runs.Builder(1);
    int rows = count(counts, last);
    int row = counts[last];
    counts[last] = 1;
    for (int r = 0; r < rows; r++) {
      runs.add(r * row, place(counts, r, (axis, p) -> p * axes.get(axis).stride()), row);
    }
    return runs.build();
  }

  Runs xRuns() {
    int[] counts = axes.stream().mapToInt(SlidingAxis::size).toArray();
    int last = counts.length - 1;
    SlidingAxis axis = axes.get(last);
    var runs = new Runs.Builder(axis.stride());
    int rows = count(counts, last);
    counts[last] = 1;
    for (int remainder : axis.remainders()) {
      int first = Math.floorMod(remainder - axis.before(), axis.stride());
      int end = Math.min(axis.size(), axis.pitch() * axis.stride() + remainder - axis.before());
      int elements = (end - first + axis.stride() - 1) / axis.stride();
      for (int r = 0; r < rows && elements > 0; r++) {
        int place =
            place(
                counts, r, (a, i) -> a == last ? first + axis.before() : i + axes.get(a).before());
        if (place >= 0) {
          runs.add(r * axis.size() + first, place, elements);
        }
      }
    }
    return runs.build();
  }

  private static int count(int[] counts, int axes) {
    int count = 1;
    for (int axis = 0; axis < axes; axis++) {
      count *= counts[axis];
    }
    return count;
  }

  /// The number of a padded element along an axis.
  @FunctionalInterface
  private interface Padded {
    int element(int axis, int index);
  }

  /// Where the element of a row-major number is in the spread planes; −1 if it is not there.
  private int place(int[] counts, int number, Padded padded) {
    int rest = number;
    int place = 0;
    int block = 1;
    for (int axis = counts.length - 1; axis >= 0; axis--) {
      SlidingAxis a = axes.get(axis);
      int element = padded.element(axis, rest % counts[axis]);
      rest /= counts[axis];
      int[] remainders = a.remainders();
      int remainder = Arrays.binarySearch(remainders, element % a.stride());
      if (remainder < 0 || element / a.stride() >= a.pitch()) {
        return -1;
      }
      place += element / a.stride() * strides[axis] + remainder * block * plane;
      block *= remainders.length;
    }
    return place;
  }
}
