package dev.adjoint.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Folds in f32 of a range into one number, in an order of their own that never varies.
final class VectorFloatFolds {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  // lane i meets lane i + 32, 16, 8, …; a shift of no less than the length wraps and isn't used
  private static final VectorShuffle<Float> BY32 = VectorShuffle.iota(S, 32, 1, true);
  private static final VectorShuffle<Float> BY16 = VectorShuffle.iota(S, 16, 1, true);
  private static final VectorShuffle<Float> BY8 = VectorShuffle.iota(S, 8, 1, true);
  private static final VectorShuffle<Float> BY4 = VectorShuffle.iota(S, 4, 1, true);
  private static final VectorShuffle<Float> BY2 = VectorShuffle.iota(S, 2, 1, true);
  private static final VectorShuffle<Float> BY1 = VectorShuffle.iota(S, 1, 1, true);

  private VectorFloatFolds() {}

  /// The sum of the lanes, halves first. (The order of `reduceLanes` is not specified, and is not
  /// the same in interpreted and compiled code.)
  static float sum(FloatVector s) {
    if (L > 32) {
      s = s.add(s.rearrange(BY32));
    }
    if (L > 16) {
      s = s.add(s.rearrange(BY16));
    }
    if (L > 8) {
      s = s.add(s.rearrange(BY8));
    }
    if (L > 4) {
      s = s.add(s.rearrange(BY4));
    }
    if (L > 2) {
      s = s.add(s.rearrange(BY2));
    }
    if (L > 1) {
      s = s.add(s.rearrange(BY1));
    }
    return s.lane(0);
  }

  static float sum(float[] x, int o, int n) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= n - 4 * L; i += 4 * L) {
      s0 = s0.add(FloatVector.fromArray(S, x, o + i));
      s1 = s1.add(FloatVector.fromArray(S, x, o + i + L));
      s2 = s2.add(FloatVector.fromArray(S, x, o + i + 2 * L));
      s3 = s3.add(FloatVector.fromArray(S, x, o + i + 3 * L));
    }
    for (; i < n; i += L) {
      s0 = s0.add(FloatVector.fromArray(S, x, o + i, S.indexInRange(i, n)));
    }
    return sum(s0.add(s1).add(s2.add(s3)));
  }

  static float max(float[] x, int o, int n) {
    FloatVector s0 = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    FloatVector s1 = s0;
    int i = 0;
    for (; i <= n - 2 * L; i += 2 * L) {
      s0 = s0.max(FloatVector.fromArray(S, x, o + i));
      s1 = s1.max(FloatVector.fromArray(S, x, o + i + L));
    }
    for (; i < n; i += L) {
      VectorMask<Float> m = S.indexInRange(i, n);
      s0 = s0.lanewise(VectorOperators.MAX, FloatVector.fromArray(S, x, o + i, m), m);
    }
    return s0.max(s1).reduceLanes(VectorOperators.MAX);
  }

  static float min(float[] x, int o, int n) {
    FloatVector s0 = FloatVector.broadcast(S, Float.POSITIVE_INFINITY);
    FloatVector s1 = s0;
    int i = 0;
    for (; i <= n - 2 * L; i += 2 * L) {
      s0 = s0.min(FloatVector.fromArray(S, x, o + i));
      s1 = s1.min(FloatVector.fromArray(S, x, o + i + L));
    }
    for (; i < n; i += L) {
      VectorMask<Float> m = S.indexInRange(i, n);
      s0 = s0.lanewise(VectorOperators.MIN, FloatVector.fromArray(S, x, o + i, m), m);
    }
    return s0.min(s1).reduceLanes(VectorOperators.MIN);
  }
}
