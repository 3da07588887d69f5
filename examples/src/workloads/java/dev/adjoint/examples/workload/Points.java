package dev.adjoint.examples.workload;

/// Where functions are differentiated, and what a network is asked.
public final class Points {
  /// The numbers in each argument of W5.
  public static final int GELU = 4 << 20;

  private Points() {}

  /// {@return one of the three arguments of W5: inputs, weights, biases}
  ///
  /// @param argument its number
  public static float[] gelu(int argument) {
    return Counter.floatsAround0(500 + argument, GELU, argument == 0 ? 2 : 1);
  }

  /// {@return where W6 is differentiated}
  ///
  /// @param n the number of variables
  public static double[] rosenbrock(int n) {
    return Counter.around0(600, n, 1.5);
  }

  /// {@return the pictures of W7: those of the examples, round and round}
  ///
  /// @param rows how many
  public static float[] pictures(int rows) {
    float[] images = Examples.images();
    float[] pictures = new float[rows * Net.PIXELS];
    for (int k = 0; k < pictures.length; k++) {
      pictures[k] = images[k % images.length];
    }
    return pictures;
  }

  /// {@return where W8 is differentiated}
  static float[] chain() {
    float[] x = Counter.floatsAround0(800, 16, 1);
    for (int k = 0; k < x.length; k++) {
      x[k] = Math.abs(x[k]);
    }
    return x;
  }
}
