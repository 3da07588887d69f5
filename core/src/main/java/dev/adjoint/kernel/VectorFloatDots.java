package dev.adjoint.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Products as inner products, for operands whose `k` is contiguous in both.
final class VectorFloatDots {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorFloatDots() {}

  /// `y += a·b`.
  static void add(MatrixProduct<float[]> p) {
    Matrix<float[]> a = p.a();
    Matrix<float[]> b = p.b();
    for (int i = 0; i < p.m(); i++) {
      for (int j = 0; j < p.n(); j++) {
        float dot = dot(p.k(), a.array(), a.index(i, 0), b.array(), b.index(0, j));
        p.y().array()[p.y().index(i, j)] += dot;
      }
    }
  }

  private static float dot(int k, float[] a, int ao, float[] b, int bo) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    int t = 0;
    for (; t <= k - 2 * L; t += 2 * L) {
      s0 = FloatVector.fromArray(S, a, ao + t).fma(FloatVector.fromArray(S, b, bo + t), s0);
      s1 = FloatVector.fromArray(S, a, ao + t + L).fma(FloatVector.fromArray(S, b, bo + t + L), s1);
    }
    for (; t < k; t += L) {
      VectorMask<Float> m = S.indexInRange(t, k);
      s0 = FloatVector.fromArray(S, a, ao + t, m).fma(FloatVector.fromArray(S, b, bo + t, m), s0);
    }
    return VectorFloatFolds.sum(s0.add(s1));
  }
}
