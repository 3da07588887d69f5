package dev.adjoint.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Products as inner products, for operands whose `k` is contiguous in both.
final class VectorDoubleDots {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorDoubleDots() {}

  /// `y += a·b`.
  static void add(MatrixProduct<double[]> p) {
    Matrix<double[]> a = p.a();
    Matrix<double[]> b = p.b();
    for (int i = 0; i < p.m(); i++) {
      for (int j = 0; j < p.n(); j++) {
        double dot = dot(p.k(), a.array(), a.index(i, 0), b.array(), b.index(0, j));
        p.y().array()[p.y().index(i, j)] += dot;
      }
    }
  }

  private static double dot(int k, double[] a, int ao, double[] b, int bo) {
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = s0;
    int t = 0;
    for (; t <= k - 2 * L; t += 2 * L) {
      s0 = DoubleVector.fromArray(S, a, ao + t).fma(DoubleVector.fromArray(S, b, bo + t), s0);
      s1 =
          DoubleVector.fromArray(S, a, ao + t + L)
              .fma(DoubleVector.fromArray(S, b, bo + t + L), s1);
    }
    for (; t < k; t += L) {
      VectorMask<Double> m = S.indexInRange(t, k);
      s0 = DoubleVector.fromArray(S, a, ao + t, m).fma(DoubleVector.fromArray(S, b, bo + t, m), s0);
    }
    return VectorDoubleFolds.sum(s0.add(s1));
  }
}
