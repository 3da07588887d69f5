package dev.adjoint.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Powers of f32, by way of f64: `|x|ʸ = exp(y·ln |x|)` in vectors, then a plain pass that gives
/// the sign of a negative base and leaves to [Math] what is not ordinary: bases 0, ∞ and NaN,
/// negative ones with a fractional exponent, huge exponents. Accurate to half a unit in the last
/// place.
final class VectorFloatPow {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  private static final float LARGE_EXPONENT = 0x1p24f;

  /// Elements taken together, a multiple of the lanes of any machine.
  private static final int CHUNK = 256;

  private static final class Scratch {
    static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    final double[] bases = new double[CHUNK];
    final double[] exponents = new double[CHUNK];
  }

  private VectorFloatPow() {}

  static TileLoop loop() {
    return (a, i, b, j, _, _, y, k, n) -> {
      Scratch scratch = Scratch.OF_THREAD.get();
      for (int t = 0; t < n; t += CHUNK) {
        int m = Math.min(CHUNK, n - t);
        chunk((float[]) a, i + t, (float[]) b, j + t, (float[]) y, k + t, m, scratch);
      }
    };
  }

  private static void chunk(
      float[] x, int xo, float[] y, int yo, float[] z, int zo, int n, Scratch scratch) {
    widen(x, xo, scratch.bases, n);
    widen(y, yo, scratch.exponents, n);
    powers(scratch.bases, scratch.exponents, n);
    finish(x, xo, y, yo, scratch.bases, z, zo, n);
  }

  private static void widen(float[] from, int o, double[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = from[o + i];
    }
  }

  /// `x = |x|ʸ`, up to a whole vector beyond `n`.
  private static void powers(double[] x, double[] y, int n) {
    for (int t = 0; t < n; t += S.length()) {
      DoubleVector exponent = DoubleVector.fromArray(S, y, t);
      VectorDoubleMath.powForFloats(DoubleVector.fromArray(S, x, t), exponent).intoArray(x, t);
    }
  }

  private static void finish(
      float[] x, int xo, float[] y, int yo, double[] sizes, float[] z, int zo, int n) {
    for (int i = 0; i < n; i++) {
      z[zo + i] = signed(x[xo + i], y[yo + i], (float) sizes[i]);
    }
  }

  private static float signed(float x, float y, float size) {
    boolean ordinary =
        x != 0 && Math.abs(x) < Float.POSITIVE_INFINITY && Math.abs(y) < LARGE_EXPONENT;
    if (ordinary && x > 0) {
      return size;
    }
    if (ordinary && y == (int) y) {
      return ((int) y & 1) == 0 ? size : -size;
    }
    return (float) Math.pow(x, y);
  }
}
