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
      FloatVector value = value(x, xo + j * step, step);
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

  @Override
  public void choose(
      float[] x,
      int xo,
      int[] rows,
      int[] taps,
      int step,
      int count,
      float[] y,
      int yo,
      int[] places,
      int po) {
    int end = xo + rows[rows.length - 1] + taps[taps.length - 1] + step * L;
    int j = 0;
    for (; step <= 2 && j < count && end + j * step <= x.length; j += L) {
      choose(x, xo, rows, taps, step, j, count, y, yo, places, po);
    }
    if (j < count) {
      scalar.choose(x, xo, rows, taps, step, j, count, y, yo, places, po);
    }
  }

  /// The windows from `first` on that a vector holds: the largest elements stay in registers.
  private static void choose(
      float[] x,
      int xo,
      int[] rows,
      int[] taps,
      int step,
      int first,
      int count,
      float[] y,
      int yo,
      int[] places,
      int po) {
    int from = first * step;
    IntVector numbers = LANES.mul(step).add(from);
    IntVector place = numbers.add(rows[0] + taps[0]);
    FloatVector best = value(x, xo + from + rows[0] + taps[0], step);
    for (int row : rows) {
      for (int tap : taps) {
        FloatVector value = value(x, xo + from + row + tap, step);
        VectorMask<Float> larger =
            value
                .compare(VectorOperators.LE, best)
                .not()
                .and(best.compare(VectorOperators.EQ, best));
        best = best.blend(value, larger);
        place = place.blend(numbers.add(row + tap), larger.cast(I));
      }
    }
    VectorMask<Float> lanes = S.indexInRange(first, count);
    best.intoArray(y, yo + first, lanes);
    place.intoArray(places, po + first, lanes.cast(I));
  }

  private static FloatVector value(float[] x, int at, int step) {
    return step == 1 ? FloatVector.fromArray(S, x, at) : even(x, at);
  }
}
