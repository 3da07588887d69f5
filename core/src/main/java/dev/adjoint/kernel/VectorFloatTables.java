package dev.adjoint.kernel;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The loops of convolutions in f32 on the Vector API; [VectorDoubleTables] is the twin.
final class VectorFloatTables implements TableKernels<float[]> {
  private static final VectorSpecies<Float> S = VectorFloatTiles.S;
  private static final int L = VectorFloatTiles.L;

  /// Lanes in the upper half of each block of 2, 4, … parts of a vector, and the lane half a block
  /// away.
  private static final VectorMask<Float> UPPER_2 = upper(L / 2);

  private static final VectorMask<Float> UPPER_4 = upper(L / 4);
  private static final VectorMask<Float> UPPER_8 = upper(L / 8);
  private static final VectorMask<Float> UPPER_16 = upper(L / 16);
  private static final VectorShuffle<Float> OTHER_2 = other(L / 2);
  private static final VectorShuffle<Float> OTHER_4 = other(L / 4);
  private static final VectorShuffle<Float> OTHER_8 = other(L / 8);
  private static final VectorShuffle<Float> OTHER_16 = other(L / 16);

  private static VectorMask<Float> upper(int half) {
    boolean[] upper = new boolean[L];
    for (int lane = 0; lane < L; lane++) {
      upper[lane] = (lane & half) != 0;
    }
    return VectorMask.fromArray(S, upper, 0);
  }

  private static VectorShuffle<Float> other(int half) {
    return VectorShuffle.fromOp(S, lane -> lane ^ half);
  }

  /// Where the rows of a tile are.
  private static final int[] TILE = IntStream.range(0, 8).map(i -> 2 * i * L).toArray();

  private final ScalarFloatTables scalar = new ScalarFloatTables();

  @Override
  public float[] allocate(int size) {
    return scalar.allocate(size);
  }

  @Override
  public int size(float[] array) {
    return array.length;
  }

  @Override
  public void clear(float[] array, int from, int to) {
    scalar.clear(array, from, to);
  }

  @Override
  public void add(float[] from, int first, float[] to, int place, int count) {
    scalar.add(from, first, to, place, count);
  }

  @Override
  public void transpose(
      int m, int n, float[] from, int first, int pitch, float[] to, int place, int other) {
    scalar.transpose(m, n, from, first, pitch, to, place, other);
  }

  @Override
  public void spread(Runs runs, float[] plane, int first, float[] spread, int place) {
    if (runs.step() > 1) {
      scalar.spread(runs, plane, first, spread, place);
      return;
    }
    for (int r = 0; r < runs.size(); r++) {
      copy(plane, first + runs.from()[r], spread, place + runs.to()[r], runs.count()[r]);
    }
  }

  @Override
  public void collect(Runs runs, float[] spread, int place, float[] plane, int first) {
    if (runs.step() > 1) {
      scalar.collect(runs, spread, place, plane, first);
      return;
    }
    for (int r = 0; r < runs.size(); r++) {
      copy(spread, place + runs.to()[r], plane, first + runs.from()[r], runs.count()[r]);
    }
  }

  /// For a few dozen elements faster than a call that can copy any number.
  private static void copy(float[] from, int first, float[] to, int place, int count) {
    int k = 0;
    for (; k <= count - L; k += L) {
      FloatVector.fromArray(S, from, first + k).intoArray(to, place + k);
    }
    if (k < count && count > L) {
      FloatVector.fromArray(S, from, first + count - L).intoArray(to, place + count - L);
    } else if (k < count) {
      VectorMask<Float> rest = S.indexInRange(0, count);
      FloatVector.fromArray(S, from, first, rest).intoArray(to, place, rest);
    }
  }

  @Override
  public void multiply(TableProduct<float[]> p) {
    for (int j = 0; j < p.columns(); j += 2 * L) {
      for (int i = p.from(); i < p.to(); i += VectorFloatTableTiles.rows(p, i)) {
        VectorFloatTableTiles.tile(p, i, j, p.y(), p.yo() + j, p.yRows(), i);
      }
    }
  }

  @Override
  public void addTo(TableProduct<float[]> p, float[] tile, int at) {
    for (int j = 0; j < p.columns(); j += 2 * L) {
      for (int i = p.from(); i < p.to(); i += VectorFloatTableTiles.rows(p, i)) {
        VectorFloatTableTiles.tile(p, i, j, tile, at, TILE, 0);
        addTile(p, i, j, tile, at);
      }
    }
  }

  private static void addTile(TableProduct<float[]> p, int i, int j, float[] tile, int at) {
    int width = p.columns() - j > L ? 2 * L : L;
    int end = Math.min(p.to() - i, VectorFloatTableTiles.rows(p, i));
    for (int q = 0; q < end; q++) {
      int o = p.yo() + p.yRows()[i + q] + j;
      for (int k = 0; k < width; k += L) {
        FloatVector.fromArray(S, p.y(), o + k)
            .add(FloatVector.fromArray(S, tile, at + TILE[q] + k))
            .intoArray(p.y(), o + k);
      }
    }
  }

  @Override
  public void addDots(
      TableProduct<float[]> p, int count, int aNext, int bNext, float[] tile, int at) {
    for (int i = p.from(); i < p.to(); i += 4) {
      for (int t = 0; t < p.bRows().length; t += 4) {
        VectorFloatTableDots.dots4x4(p, i, t, count, aNext, bNext, tile, at);
        addSums(p, i, t, tile, at);
      }
    }
  }

  /// Adds the sums of a tile, each over its lanes.
  private static void addSums(TableProduct<float[]> p, int i, int t, float[] tile, int at) {
    merge(tile, at, 8, UPPER_2, OTHER_2);
    if (L >= 4) {
      merge(tile, at, 4, UPPER_4, OTHER_4);
    }
    if (L >= 8) {
      merge(tile, at, 2, UPPER_8, OTHER_8);
    }
    if (L >= 16) {
      merge(tile, at, 1, UPPER_16, OTHER_16);
    }
    int vectors = 16 / L;
    int rows = Math.min(4, p.to() - i);
    int columns = Math.min(4, p.bRows().length - t);
    for (int r = 0; r < rows; r++) {
      int o = p.yo() + p.yRows()[i + r] + t;
      for (int c = 0; c < columns; c++) {
        int sum = 4 * r + c;
        p.y()[o + c] += tile[at + sum % vectors * L + sum / vectors];
      }
    }
  }

  /// Makes one vector of two, `count` times: lanes that are half a block apart are added, those of
  /// the first vector go to the lower lanes, those of the second to the upper ones.
  private static void merge(
      float[] tile, int at, int count, VectorMask<Float> upper, VectorShuffle<Float> other) {
    for (int k = 0; k < count; k++) {
      FloatVector u = FloatVector.fromArray(S, tile, at + k * L);
      FloatVector v = FloatVector.fromArray(S, tile, at + (count + k) * L);
      u.blend(v, upper).add(v.blend(u, upper).rearrange(other)).intoArray(tile, at + k * L);
    }
  }
}
