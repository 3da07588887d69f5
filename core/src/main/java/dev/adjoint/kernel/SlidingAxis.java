package dev.adjoint.kernel;

import java.util.stream.IntStream;

/// One spatial axis of a [Convolution]: tap `k` of position `p` is the padded element `p·stride +
/// k·dilation`.
///
/// Padded elements are spread by their remainder: those with one remainder by the stride become
/// neighbours, so that a tap of neighbouring positions is neighbouring elements. Only remainders
/// that some tap has are kept.
///
/// @param size the number of elements
/// @param taps the number of taps
/// @param positions the number of positions
/// @param stride how far the window moves
/// @param dilation the distance between taps
/// @param before how many elements are put before the axis
public record SlidingAxis(int size, int taps, int positions, int stride, int dilation, int before) {
  /// {@return the axis of the convolution that gives the gradient by what this one slides over: the
  /// same taps, from the last to the first, over the positions}
  SlidingAxis turned() {
    int over = positions;
    int to = size;
    return new SlidingAxis(over, taps, to, 1, dilation, (taps - 1) * dilation - before);
  }

  /// {@return whether there is such an axis: the window must move by one, and no further than its
  /// own reach out of the axis}
  boolean canTurn() {
    return stride == 1 && before <= (taps - 1) * dilation;
  }

  /// The remainders that are kept, ascending.
  int[] remainders() {
    return IntStream.range(0, taps).map(k -> k * dilation % stride).distinct().sorted().toArray();
  }

  /// The number of elements of one remainder that are kept.
  int pitch() {
    return positions + (taps - 1) * dilation / stride;
  }

  /// The distance of a row of this axis to the next. The zeros behind one row are those before the
  /// other, as far as both have them; positions that would share a place see nothing but zeros.
  int rowPitch() {
    return stride == 1 ? Math.max(pitch() - before, Math.min(pitch(), before + size)) : pitch();
  }

  /// The number of the padded element that tap `k` of position 0 is.
  int tap(int k) {
    return k * dilation;
  }
}
