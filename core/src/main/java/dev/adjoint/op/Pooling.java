package dev.adjoint.op;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Op;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What pools have in common: a window that slides over the last axes of each plane, and whose taps
/// may lie in the padding.
///
/// @param sizes the sizes of the window
/// @param sliding how it moves
record Pooling(List<Integer> sizes, Sliding sliding) {
  /// The windows that lie side by side.
  static Sliding sideBySide(int... sizes) {
    return Sliding.over(sizes.length).withStrides(sizes);
  }

  static List<Integer> list(int... sizes) {
    return IntStream.of(sizes).boxed().toList();
  }

  /// The type of the pool: the shape with the positions in place of the last axes.
  ///
  /// @param full whether every window must hold an element that is not padding
  TensorType type(Op op, TensorType x, boolean full) {
    int leading = x.rank() - sliding.rank();
    if (sizes.size() != sliding.rank() || leading < 0) {
      throw op.error(
          List.of(x),
          "a window of sizes %s cannot slide over %d axes of %d"
              .formatted(sizes, sliding.rank(), x.rank()));
    }
    Shape positions = sliding.positions(op, List.of(x), sizes);
    for (int axis = 0; full && axis < sizes.size(); axis++) {
      int[][] places = along(axis, x.shape().size(leading + axis));
      if (Stream.of(places).anyMatch(seen -> seen.length == 0)) {
        throw op.error(
            List.of(x),
            "along spatial axis %d a window holds nothing but padding; pad less".formatted(axis));
      }
    }
    int[] kept = IntStream.of(x.shape().toArray()).limit(leading).toArray();
    return x.withShape(Shape.of(ChannelGroups.sizes(kept, positions.toArray())));
  }

  Window window() {
    return sliding.window(sizes);
  }

  Shape positions(Shape x) {
    return window().positions(sliding.padded(x));
  }

  /// For each position the elements of a plane that its taps are, in row-major order, without the
  /// padding.
  int[][] places(Shape plane) {
    int[][] places = {{0}};
    for (int axis = 0; axis < plane.rank(); axis++) {
      places = cross(places, along(axis, plane.size(axis)), plane.size(axis));
    }
    return places;
  }

  /// The same of a plane's rows: for each row of positions the first elements of the rows that its
  /// taps are in.
  int[][] rows(Shape plane) {
    int last = plane.rank() - 1;
    int[][] rows = {{0}};
    for (int axis = 0; axis < last; axis++) {
      rows = cross(rows, along(axis, plane.size(axis)), plane.size(axis));
    }
    int row = plane.rank() == 0 ? 1 : plane.size(last);
    Stream.of(rows).forEach(first -> Arrays.setAll(first, k -> first[k] * row));
    return rows;
  }

  /// The same within a row.
  int[][] columns(Shape plane) {
    return plane.rank() == 0 ? new int[][] {{0}} : along(plane.rank() - 1, plane.size(-1));
  }

  /// One tap of a row of windows: those windows for which it lies inside of the row.
  ///
  /// @param from the number of the first such window
  /// @param count how many there are
  /// @param place which element of the row it is for the first one
  /// @param step how far the element for the next one is
  record Tap(int from, int count, int place, int step) {}

  /// The taps within a row.
  List<Tap> taps(Shape plane) {
    int last = plane.rank() - 1;
    if (last < 0) {
      return List.of(new Tap(0, 1, 0, 1));
    }
    int positions = positions(plane).size(last);
    int step = sliding.strides().get(last);
    return IntStream.range(0, sizes.get(last))
        .map(tap -> tap * sliding.dilations().get(last) - sliding.befores().get(last))
        .mapToObj(first -> tap(first, step, positions, plane.size(last)))
        .toList();
  }

  private static Tap tap(int first, int step, int positions, int size) {
    int from = first < 0 ? Math.min(positions, (step - 1 - first) / step) : 0;
    int end = Math.clamp((size - 1 - first + step) / step, from, positions);
    return new Tap(from, end - from, first + from * step, step);
  }

  /// {@return where the taps of the first window lie in a row, if every window of it has them all;
  /// else nothing}
  static int[] whole(List<Tap> taps, int positions) {
    return taps.stream().allMatch(tap -> tap.count() == positions)
        ? taps.stream().mapToInt(Tap::place).toArray()
        : new int[0];
  }

  /// The elements along one axis.
  private int[][] along(int axis, int size) {
    int first = -sliding.befores().get(axis);
    int positions = window().positions(axis, size - first + sliding.afters().get(axis));
    return IntStream.range(0, positions)
        .mapToObj(p -> inside(axis, first + p * sliding.strides().get(axis), size))
        .toArray(int[][]::new);
  }

  /// The elements that the taps of one position are.
  private int[] inside(int axis, int first, int size) {
    return IntStream.range(0, sizes.get(axis))
        .map(tap -> first + tap * sliding.dilations().get(axis))
        .filter(place -> place >= 0 && place < size)
        .toArray();
  }

  /// Each position before with each along one more axis.
  private static int[][] cross(int[][] before, int[][] along, int size) {
    int[][] result = new int[before.length * along.length][];
    for (int i = 0; i < result.length; i++) {
      result[i] = cross(before[i / along.length], along[i % along.length], size);
    }
    return result;
  }

  private static int[] cross(int[] before, int[] along, int size) {
    int[] result = new int[before.length * along.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = before[i / along.length] * size + along[i % along.length];
    }
    return result;
  }
}
