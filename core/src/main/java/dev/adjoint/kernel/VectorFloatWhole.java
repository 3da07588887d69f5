package dev.adjoint.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// A loop for any number of elements, of one that takes whole vectors of f32 alone: what is left at
/// the end is computed in scratch memory. So the loop needs no masks, and its body is inlined once;
/// [VectorDoubleWhole] is the twin.
///
/// No record, of which [VectorWholes] could make no copies.
final class VectorFloatWhole implements TileLoop {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final ThreadLocal<float[]> SCRATCH =
      ThreadLocal.withInitial(() -> new float[3 * L]);
  private static final float[] NONE = {};

  private final TileLoop loop;

  /// @param loop a loop of one or two arguments over a multiple of the elements of a vector
  VectorFloatWhole(TileLoop loop) {
    this.loop = loop;
  }

  /// The whole vectors where they lie, then what is left in scratch memory. By one call: of two the
  /// JIT inlines the second beside the first, runs out of nodes there, and allocates vectors.
  @Override
  public void run(Object a, int i, Object b, int j, Object c, int l, Object y, int k, int n) {
    int whole = S.loopBound(n);
    int left = n - whole;
    float[] s = left > 0 ? scratch((float[]) a, i + whole, (float[]) b, j + whole, left) : NONE;
    int parts = left > 0 ? 2 : 1;
    for (int part = whole > 0 ? 0 : 1; part < parts; part++) {
      boolean isLeft = part == 1;
      loop.run(
          isLeft ? s : a,
          isLeft ? 0 : i,
          isLeft ? s : b,
          isLeft ? L : j,
          isLeft ? s : c,
          isLeft ? L : l,
          isLeft ? s : y,
          isLeft ? 2 * L : k,
          isLeft ? L : whole);
    }
    if (left > 0) {
      System.arraycopy(s, 2 * L, y, k + whole, left);
    }
  }

  /// Plain copies: masked vectors are allocated until the JIT has seen much of them.
  private static float[] scratch(float[] a, int i, float[] b, int j, int n) {
    float[] s = SCRATCH.get();
    System.arraycopy(a, i, s, 0, n);
    System.arraycopy(b, j, s, L, n);
    return s;
  }
}
