package dev.adjoint.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// [MaximumLoops] on the Vector API, for elements that are neighbours or every other one.
final class VectorMaximumLoops implements MaximumLoops {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /// Every other lane of two vectors: the lower half of the lanes is of the first.
  private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(S, lane -> 2 * lane % L);

  private static final VectorMask<Float> UPPER = S.indexInRange(0, L / 2).not();
  private static final IntVector LANES = IntVector.zero(I).addIndex(1);
  private final ScalarMaximumLoops scalar = new ScalarMaximumLoops();

  @Override
  public void take(
      float[] x, int xo, int place, int step, int count, float[] y, int yo, int[] places, int po) {
    int j = 0;
    for (; step <= 2 && j < count && xo + j * step + step * L <= x.length; j += L) {
      FloatVector value = step == 1 ? FloatVector.fromArray(S, x, xo + j) : even(x, xo + 2 * j);
      take(value, place + j * step, step, Math.min(L, count - j), y, yo + j, places, po + j);
    }
    if (j < count) {
      int at = j * step;
      scalar.take(x, xo + at, place + at, step, count - j, y, yo + j, places, po + j);
    }
  }

  private static FloatVector even(float[] x, int xo) {
    FloatVector low = FloatVector.fromArray(S, x, xo).rearrange(EVEN);
    FloatVector high = FloatVector.fromArray(S, x, xo + L).rearrange(EVEN);
    return low.blend(high, UPPER);
  }

  private static void take(
      FloatVector value, int place, int step, int count, float[] y, int yo, int[] places, int po) {
    VectorMask<Float> lanes = S.indexInRange(0, count);
    FloatVector best = FloatVector.fromArray(S, y, yo, lanes);
    VectorMask<Float> larger =
        value
            .compare(VectorOperators.LE, best)
            .not()
            .and(best.compare(VectorOperators.EQ, best))
            .and(lanes);
    value.intoArray(y, yo, larger);
    LANES.mul(step).add(place).intoArray(places, po, larger.cast(I));
  }
}
