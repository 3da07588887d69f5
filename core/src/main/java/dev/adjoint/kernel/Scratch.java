package dev.adjoint.kernel;

/// Memory of a thread for what one stage of a loop leaves to the next: two arrays as long as the
/// longest tile so far.
final class Scratch {
  private static final ThreadLocal<float[][]> FLOATS =
      ThreadLocal.withInitial(() -> new float[2][0]);
  private static final ThreadLocal<double[][]> DOUBLES =
      ThreadLocal.withInitial(() -> new double[2][0]);

  private Scratch() {}

  /// {@return two arrays of at least `n` numbers, of any content}
  static float[][] floats(int n) {
    float[][] arrays = FLOATS.get();
    if (arrays[0].length < n) {
      arrays = new float[2][n];
      FLOATS.set(arrays);
    }
    return arrays;
  }

  /// {@return two arrays of at least `n` numbers, of any content}
  static double[][] doubles(int n) {
    double[][] arrays = DOUBLES.get();
    if (arrays[0].length < n) {
      arrays = new double[2][n];
      DOUBLES.set(arrays);
    }
    return arrays;
  }
}
