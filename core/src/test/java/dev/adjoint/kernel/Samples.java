package dev.adjoint.kernel;

import dev.adjoint.array.DType;
import java.util.random.RandomGenerator;

/// Operands for tests: ordinary numbers, numbers of every size, and all the special ones.
final class Samples {
  private static final float[] FLOATS = {
    0f,
    -0f,
    1f,
    -1f,
    2f,
    -2f,
    .5f,
    -.5f,
    3f,
    -3f,
    1.5f,
    -2.5f,
    .625f,
    -.625f,
    88.8f,
    -88.8f,
    104.5f,
    -104.5f,
    10_001f,
    1e30f,
    -1e30f,
    8388609f,
    16777216f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  private static final double[] DOUBLES = {
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL / 3,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    100_001,
    709.78,
    709.79,
    -708.4,
    -745.1,
    -745.2
  };

  private Samples() {}

  static float oneFloat(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> FLOATS[random.nextInt(FLOATS.length)];
      case 1 -> Float.intBitsToFloat(random.nextInt());
      default -> (float) (random.nextGaussian() * 10);
    };
  }

  static double oneDouble(RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0 -> FLOATS[random.nextInt(FLOATS.length)];
      case 3 -> DOUBLES[random.nextInt(DOUBLES.length)];
      case 1 -> Double.longBitsToDouble(random.nextLong());
      case 2 -> random.nextDouble(-760, 760);
      default -> random.nextGaussian() * 10;
    };
  }

  /// An array of `n` elements of any values.
  static Object any(DType dtype, int n, RandomGenerator random) {
    Object array = dtype.allocate(n);
    for (int i = 0; i < n; i++) {
      switch (array) {
        case float[] x -> x[i] = oneFloat(random);
        case double[] x -> x[i] = oneDouble(random);
        case int[] x -> x[i] = random.nextBoolean() ? random.nextInt() : random.nextInt(-3, 4);
        case boolean[] x -> x[i] = random.nextBoolean();
        default -> throw new AssertionError(array);
      }
    }
    return array;
  }

  static float[] floats(int n, RandomGenerator random) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextFloat(-1, 1);
    }
    return x;
  }

  static double[] doubles(int n, RandomGenerator random) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextDouble(-1, 1);
    }
    return x;
  }
}
