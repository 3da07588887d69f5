package dev.adjoint.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// A loop for any number of elements, of one that takes whole vectors of f64 alone: what is left at
/// the end is computed in scratch memory. So the loop needs no masks, and its body is inlined once;
/// [VectorFloatWhole] is the twin.
///
/// No record, of which [VectorWholes] could make no copies.
final class VectorDoubleWhole implements TileLoop {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final ThreadLocal<double[]> SCRATCH =
      ThreadLocal.withInitial(() -> new double[3 * L]);

  private final TileLoop loop;

  /// @param loop a loop of one or two arguments over a multiple of the elements of a vector
  VectorDoubleWhole(TileLoop loop) {
    this.loop = loop;
  }

  @Override
  public void run(Object a, int i, Object b, int j, Object c, int l, Object y, int k, int n) {
    int whole = S.loopBound(n);
    if (whole > 0) {
      loop.run(a, i, b, j, c, l, y, k, whole);
    }
    if (whole < n) {
      rest((double[]) a, i + whole, (double[]) b, j + whole, (double[]) y, k + whole, n - whole);
    }
  }

  /// Plain copies: masked vectors are allocated until the JIT has seen much of them.
  private void rest(double[] a, int i, double[] b, int j, double[] y, int k, int n) {
    double[] s = SCRATCH.get();
    System.arraycopy(a, i, s, 0, n);
    System.arraycopy(b, j, s, L, n);
    loop.run(s, 0, s, L, s, L, s, 2 * L, L);
    System.arraycopy(s, 2 * L, y, k, n);
  }
}
