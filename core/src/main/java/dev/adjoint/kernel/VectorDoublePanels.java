package dev.adjoint.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// A copy of a part of `b` that the tiles can read in full vectors.
final class VectorDoublePanels {
  private static final VectorSpecies<Double> S = VectorDoubleTiles.S;
  private static final int L = VectorDoubleTiles.L;
  private static final VectorShuffle<Double> LOW = VectorShuffle.makeZip(S, 0);
  private static final VectorShuffle<Double> HIGH = VectorShuffle.makeZip(S, 1);

  /// The copy, in rows of the width it was packed with.
  final double[] panel;

  /// Two squares, from one to the other of which a transposition goes.
  private final double[] squares = new double[2 * L * L];

  VectorDoublePanels(int depth) {
    panel = new double[depth * VectorDoubleTiles.WIDTH];
  }

  /// Copies `n` columns of `b` into rows of `width`. What lies beyond column `n` is of no meaning:
  /// it reaches no element of `y` that is stored.
  void pack(int k, int n, int width, double[] b, int bo, int bRow, int bCol) {
    if (bCol == 1) {
      int j = 0;
      if (n >= 3 * L) {
        copyThree(k, b, bo, bRow, panel, width);
        j = 3 * L;
      } else if (n >= 2 * L) {
        copyTwo(k, b, bo, bRow, panel, width);
        j = 2 * L;
      } else if (n >= L) {
        copyOne(k, b, bo, bRow, panel, width);
        j = L;
      }
      if (j < n) {
        copyPart(k, n - j, b, bo + j, bRow, panel, j, width);
      }
    } else if (bRow == 1 && k >= L) {
      for (int j = 0; j < n; j += L) {
        for (int t = 0; t < k; t += L) {
          int from = Math.min(t, k - L);
          transpose(Math.min(L, n - j), b, bo + j * bCol + from, bCol, from * width + j, width);
        }
      }
    } else {
      gather(k, n, width, b, bo, bRow, bCol);
    }
  }

  private static void copyOne(int k, double[] b, int bo, int bRow, double[] y, int yRow) {
    for (int t = 0; t < k; t++) {
      DoubleVector.fromArray(S, b, bo + t * bRow).intoArray(y, t * yRow);
    }
  }

  private static void copyTwo(int k, double[] b, int bo, int bRow, double[] y, int yRow) {
    for (int t = 0; t < k; t++) {
      DoubleVector u = DoubleVector.fromArray(S, b, bo + t * bRow);
      DoubleVector v = DoubleVector.fromArray(S, b, bo + t * bRow + L);
      u.intoArray(y, t * yRow);
      v.intoArray(y, t * yRow + L);
    }
  }

  /// Whole rows at a time: in columns, lines a page apart push each other out of the cache.
  private static void copyThree(int k, double[] b, int bo, int bRow, double[] y, int yRow) {
    for (int t = 0; t < k; t++) {
      DoubleVector u = DoubleVector.fromArray(S, b, bo + t * bRow);
      DoubleVector v = DoubleVector.fromArray(S, b, bo + t * bRow + L);
      DoubleVector w = DoubleVector.fromArray(S, b, bo + t * bRow + 2 * L);
      u.intoArray(y, t * yRow);
      v.intoArray(y, t * yRow + L);
      w.intoArray(y, t * yRow + 2 * L);
    }
  }

  private static void copyPart(
      int k, int n, double[] b, int bo, int bRow, double[] y, int yo, int yRow) {
    VectorMask<Double> mask = S.indexInRange(0, n);
    for (int t = 0; t < k; t++) {
      DoubleVector.fromArray(S, b, bo + t * bRow, mask).intoArray(y, yo + t * yRow);
    }
  }

  /// Transposes a square, of which `n` rows are there: to zip the upper half of the rows with the
  /// lower turns the bits of an element's address (row, column) round by one, so that with as many
  /// rounds as a row has bits the two have changed places.
  private void transpose(int n, double[] b, int bo, int bCol, int to, int width) {
    int half = L * L;
    int last = L / 2;
    int at = 0;
    if (L == 2) {
      zip(n - 1, b, bo, bCol, panel, to, width);
      return;
    }
    zip(n - 1, b, bo, bCol, squares, at, L);
    for (int size = 2; size < last; size *= 2) {
      zip(L, squares, at, L, squares, half - at, L);
      at = half - at;
    }
    zip(L, squares, at, L, panel, to, width);
  }

  /// One round; rows beyond `last` repeat it.
  private static void zip(int last, double[] x, int xo, int xRow, double[] y, int yo, int yRow) {
    for (int i = 0; i < L / 2; i++) {
      DoubleVector u = DoubleVector.fromArray(S, x, xo + Math.min(i, last) * xRow);
      DoubleVector v = DoubleVector.fromArray(S, x, xo + Math.min(i + L / 2, last) * xRow);
      u.rearrange(LOW, v).intoArray(y, yo + 2 * i * yRow);
      u.rearrange(HIGH, v).intoArray(y, yo + (2 * i + 1) * yRow);
    }
  }

  private void gather(int k, int n, int width, double[] b, int bo, int bRow, int bCol) {
    for (int j = 0; j < n; j++) {
      for (int t = 0; t < k; t++) {
        panel[t * width + j] = b[bo + t * bRow + j * bCol];
      }
    }
  }
}
