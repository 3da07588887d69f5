package dev.adjoint.kernel;

/// Runs the three sides of a [Convolution]. All arrays are contiguous: `x[n,c,…]`,
/// `w[m,c/groups,…]`, `y[n,m,…]`.
///
/// No number is copied once for each tap: an image is spread, and rows of numbers are read where a
/// table says. Images are shared out to [Workers]; the same operands give the same bits for any
/// number of threads. Sums are taken in the element's type. Safe for several threads at once.
///
/// The gradients multiply zeros that stand around `y` and between its rows with all numbers in
/// reach. So a weight or an element of `x` that is not finite can make more of a gradient NaN than
/// the formula says; finite numbers give what it says.
public final class Convolver {
  private final SpreadConvolver<float[]> floats;
  private final SpreadConvolver<double[]> doubles;

  Convolver(TableKernels<float[]> floats, TableKernels<double[]> doubles, Workers workers) {
    this.floats = new SpreadConvolver<>(floats, workers);
    this.doubles = new SpreadConvolver<>(doubles, workers);
  }

  /// The output `y` of `x` and `w`, in f32.
  public void output(Convolution c, float[] x, int xo, float[] w, int wo, float[] y, int yo) {
    floats.output(c, x, xo, w, wo, y, yo);
  }

  /// The output `y` of `x` and `w`, in f64.
  public void output(Convolution c, double[] x, int xo, double[] w, int wo, double[] y, int yo) {
    doubles.output(c, x, xo, w, wo, y, yo);
  }

  /// The gradient by `x`, of that by `y` and of `w`, in f32.
  ///
  /// @param room working memory from `at` on, [Convolution#roomForInput] elements
  public void input(
      Convolution c,
      float[] y,
      int yo,
      float[] w,
      int wo,
      float[] x,
      int xo,
      float[] room,
      int at) {
    floats.input(c, y, yo, w, wo, x, xo, room, at);
  }

  /// The gradient by `x`, of that by `y` and of `w`, in f64.
  ///
  /// @param room working memory from `at` on, [Convolution#roomForInput] elements
  public void input(
      Convolution c,
      double[] y,
      int yo,
      double[] w,
      int wo,
      double[] x,
      int xo,
      double[] room,
      int at) {
    doubles.input(c, y, yo, w, wo, x, xo, room, at);
  }

  /// The gradient by `w`, of `x` and that by `y`, in f32.
  ///
  /// @param room working memory from `at` on, [Convolution#roomForWeights] elements
  public void weights(
      Convolution c,
      float[] x,
      int xo,
      float[] y,
      int yo,
      float[] w,
      int wo,
      float[] room,
      int at) {
    floats.weights(c, x, xo, y, yo, w, wo, room, at);
  }

  /// The gradient by `w`, of `x` and that by `y`, in f64.
  ///
  /// @param room working memory from `at` on, [Convolution#roomForWeights] elements
  public void weights(
      Convolution c,
      double[] x,
      int xo,
      double[] y,
      int yo,
      double[] w,
      int wo,
      double[] room,
      int at) {
    doubles.weights(c, x, xo, y, yo, w, wo, room, at);
  }
}
