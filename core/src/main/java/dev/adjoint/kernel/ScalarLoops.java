package dev.adjoint.kernel;

import dev.adjoint.array.DType;
import java.util.Optional;

/// The loops in plain Java: always there, and what the vector loops are tested against.
final class ScalarLoops implements Loops {
  @Override
  public Optional<TileLoop> loop(Elementary f, DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> ScalarFloatLoops.loop(f);
      case FLOAT64 -> ScalarDoubleLoops.loop(f);
      case INT32 -> ScalarIntLoops.loop(f);
      case BOOL -> ScalarBooleanLoops.loop(f);
    };
  }

  @Override
  public TileLoop cast(DType from, DType to) {
    return ScalarCasts.cast(from, to);
  }

  @Override
  public float sum(float[] x, int o, int n) {
    double s0 = 0;
    double s1 = 0;
    int i = 0;
    for (; i < n - 1; i += 2) {
      s0 += x[o + i];
      s1 += x[o + i + 1];
    }
    return (float) (i < n ? s0 + s1 + x[o + i] : s0 + s1);
  }

  @Override
  public double sum(double[] x, int o, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < n - 3; i += 4) {
      s0 += x[o + i];
      s1 += x[o + i + 1];
      s2 += x[o + i + 2];
      s3 += x[o + i + 3];
    }
    double sum = (s0 + s1) + (s2 + s3);
    for (; i < n; i++) {
      sum += x[o + i];
    }
    return sum;
  }

  @Override
  public int sum(int[] x, int o, int n) {
    int sum = 0;
    for (int i = o; i < o + n; i++) {
      sum += x[i];
    }
    return sum;
  }

  @Override
  public float max(float[] x, int o, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = o; i < o + n; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public double max(double[] x, int o, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = o; i < o + n; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public int max(int[] x, int o, int n) {
    int max = Integer.MIN_VALUE;
    for (int i = o; i < o + n; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public float min(float[] x, int o, int n) {
    float min = Float.POSITIVE_INFINITY;
    for (int i = o; i < o + n; i++) {
      min = Math.min(min, x[i]);
    }
    return min;
  }

  @Override
  public double min(double[] x, int o, int n) {
    double min = Double.POSITIVE_INFINITY;
    for (int i = o; i < o + n; i++) {
      min = Math.min(min, x[i]);
    }
    return min;
  }

  @Override
  public int min(int[] x, int o, int n) {
    int min = Integer.MAX_VALUE;
    for (int i = o; i < o + n; i++) {
      min = Math.min(min, x[i]);
    }
    return min;
  }

  @Override
  public String name() {
    return "scalar";
  }
}
