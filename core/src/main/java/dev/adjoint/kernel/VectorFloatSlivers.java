package dev.adjoint.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// A copy of rows of `a`, eight by eight: element (i, t) of a sliver of depth `k` is at `8·t + i`,
/// the next sliver `8·k` further. For vectors of 512 bits.
final class VectorFloatSlivers {
  private static final int ROWS = VectorFloatPackedTiles.ROWS;
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
  private static final int L = S.length();
  private static final VectorShuffle<Float> LOW = VectorShuffle.makeZip(S, 0);
  private static final VectorShuffle<Float> HIGH = VectorShuffle.makeZip(S, 1);

  /// Between which a transposition goes to and fro.
  private final float[] squares = new float[2 * ROWS * L];

  /// Half of an L2 of 1 MB.
  private static final int ROOM = 1 << 17;

  /// The copy; it grows as it is needed.
  float[] slivers = new float[ROWS * L];

  /// How many rows of a depth are copied at once.
  static int rows(int depth) {
    return ROOM / depth / ROWS * ROWS;
  }

  /// Copies `m` rows of at least a vector; what fills the last sliver up is of no meaning.
  void pack(int m, int k, float[] a, int ao, int aRow) {
    int size = (m + ROWS - 1) / ROWS * ROWS * k;
    if (slivers.length < size) {
      slivers = new float[size];
    }
    for (int i = 0; i < m; i += ROWS) {
      int last = Math.min(ROWS, m - i) - 1;
      for (int t = 0; t < k; t += L) {
        int from = Math.min(t, k - L);
        transpose(last, a, ao + i * aRow + from, aRow, i * k + from * ROWS);
      }
    }
  }

  /// Eight rows of a vector, of which those beyond `last` repeat it. To zip the upper half of the
  /// rows with the lower turns the bits of an element's address (row, column) round by one; after
  /// three rounds the bits of the row are the lowest.
  private void transpose(int last, float[] a, int ao, int aRow, int to) {
    zip(last, a, ao, aRow, squares, 0);
    zip(ROWS - 1, squares, 0, L, squares, ROWS * L);
    zip(ROWS - 1, squares, ROWS * L, L, slivers, to);
  }

  /// One round, in a method of its own: with all of them in one, the JIT at times gave up half-way
  /// and left vectors as objects.
  private static void zip(int last, float[] x, int xo, int xRow, float[] y, int yo) {
    for (int i = 0; i < ROWS / 2; i++) {
      FloatVector u = FloatVector.fromArray(S, x, xo + Math.min(i, last) * xRow);
      FloatVector v = FloatVector.fromArray(S, x, xo + Math.min(i + ROWS / 2, last) * xRow);
      u.rearrange(LOW, v).intoArray(y, yo + 2 * i * L);
      u.rearrange(HIGH, v).intoArray(y, yo + (2 * i + 1) * L);
    }
  }
}
