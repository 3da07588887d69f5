package dev.adjoint.kernel;

/// The loop of a pool of largest elements in f32: one tap of a row of windows.
public interface MaximumLoops {
  /// {@return the loop on the Vector API where it is there, else in plain Java; both choose the
  /// same}
  static MaximumLoops best() {
    return Kernels.hasVectors() ? new VectorMaximumLoops() : new ScalarMaximumLoops();
  }

  /// Lets `count` elements, `step` apart, each take the place of the largest so far if it is
  /// larger, or the first NaN.
  ///
  /// @param x the elements, from `xo` on
  /// @param place the number of the first one; the next has `step` more
  /// @param y the largest so far, from `yo` on
  /// @param places their numbers, from `po` on
  void take(
      float[] x, int xo, int place, int step, int count, float[] y, int yo, int[] places, int po);
}
