package dev.adjoint.examples.workload;

/// Numbers made by a counter: number `i` of a seed is SplitMix64's hash of both.
///
/// Source: Steele, Lea, Flood, *Fast splittable pseudorandom number generators* (2014), §3.
final class Counter {
  private Counter() {}

  /// {@return a number of 24 bits from [0, 1)}
  static double unit(long seed, long i) {
    long z = seed * 0xD1342543DE82EF95L + (i + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 40) * 0x1p-24;
  }

  /// {@return numbers from ±limit}
  static double[] around0(long seed, int count, double limit) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (2 * unit(seed, i) - 1) * limit;
    }
    return numbers;
  }

  /// {@return numbers from ±limit, rounded to floats}
  static float[] floatsAround0(long seed, int count, double limit) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) ((2 * unit(seed, i) - 1) * limit);
    }
    return numbers;
  }
}
