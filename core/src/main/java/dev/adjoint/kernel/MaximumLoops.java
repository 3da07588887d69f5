package dev.adjoint.kernel;

/// The loops of a pool of largest elements in f32: a row of windows, or one tap of it.
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

  /// Finds the largest elements of `count` windows, `step` apart, or their first NaN; of equal ones
  /// the first. An element of a window is one of `rows` plus one of `taps`, both ascending.
  ///
  /// @param x the elements, the first window's from `xo` on
  /// @param rows where the rows that the windows reach begin
  /// @param taps which elements of a row the first window has
  /// @param y where the largest elements go, from `yo` on
  /// @param places where their numbers go, from `po` on
  void choose(
      float[] x,
      int xo,
      int[] rows,
      int[] taps,
      int step,
      int count,
      float[] y,
      int yo,
      int[] places,
      int po);
}
