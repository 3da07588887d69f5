package dev.adjoint.op;

import dev.adjoint.array.Shape;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// A window that slides over the last axes of a tensor, without padding: along an axis of `n`
/// elements, tap `k` of position `p` is element `p · stride + k · dilation`.
///
/// There are `⌊(n − reach) / stride⌋ + 1` positions, where the window reaches over `(size − 1) ·
/// dilation + 1` elements.
///
/// @param sizes how many taps along each axis, at least 1
/// @param strides how far it moves along each axis, at least 1
/// @param dilations the distance between two taps along each axis, at least 1
public record Window(List<Integer> sizes, List<Integer> strides, List<Integer> dilations) {
  /// Keeps copies of the lists.
  ///
  /// @throws IllegalArgumentException if a number is below 1 or the lists are not equally long
  public Window {
    sizes = Sliding.checked("window", "size", sizes, sizes.size(), 1);
    strides = Sliding.checked("window", "stride", strides, sizes.size(), 1);
    dilations = Sliding.checked("window", "dilation", dilations, sizes.size(), 1);
  }

  /// {@return the window of some sizes that moves by 1 and has no gaps}
  ///
  /// @param sizes how many taps along each axis
  public static Window of(int... sizes) {
    List<Integer> ones = Collections.nCopies(sizes.length, 1);
    return new Window(IntStream.of(sizes).boxed().toList(), ones, ones);
  }

  /// {@return the number of axes it slides over}
  public int rank() {
    return sizes.size();
  }

  /// {@return how many elements it reaches over along an axis}
  ///
  /// @param axis the axis of the window
  public int reach(int axis) {
    return Math.addExact(Math.multiplyExact(sizes.get(axis) - 1, dilations.get(axis)), 1);
  }

  /// {@return the number of positions along an axis; below 1 if it does not fit}
  ///
  /// @param axis the axis of the window
  /// @param size the number of elements
  int positions(int axis, int size) {
    return Math.floorDiv(size - reach(axis), strides.get(axis)) + 1;
  }

  /// The shape of the taps.
  Shape taps() {
    return Shape.of(sizes.stream().mapToInt(k -> k).toArray());
  }

  /// The shape of the positions over some elements.
  ///
  /// @throws IllegalArgumentException with words for an op's error if it does not fit
  Shape positions(Shape elements) {
    for (int axis = 0; axis < rank(); axis++) {
      if (elements.size(axis) < reach(axis)) {
        throw new IllegalArgumentException(
            "along spatial axis %d the window reaches over %d elements, but there are %d, padding included; pad more or make the window smaller"
                .formatted(axis, reach(axis), elements.size(axis)));
      }
    }
    return Shape.of(IntStream.range(0, rank()).map(k -> positions(k, elements.size(k))).toArray());
  }
}
