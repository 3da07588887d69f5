package dev.adjoint.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The innermost blocks of [VectorDoubleGemm]: a few rows by up to three vectors of `y` stay in
/// registers while `k` runs.
final class VectorDoubleTiles {
  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  /// Lanes of a vector.
  static final int L = S.length();

  /// Columns of the widest tile.
  static final int WIDTH = 3 * L;

  /// Rows of the tallest tile: 8 × 3 accumulators need the 32 registers of AVX-512 or NEON; AVX2
  /// has 16.
  static final int ROWS = S.vectorBitSize() == 256 ? 4 : 8;

  /// A row of `z` for a tile that nothing is added to.
  private static final double[] ZERO = new double[WIDTH];

  private VectorDoubleTiles() {}

  /// Multiplies `m` rows of `a` by up to [#WIDTH] columns of `b`, readable in full vectors. Whole
  /// tiles go straight to `y`; where an edge cuts a tile it takes the way through `buffer`.
  static void run(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      double[] y,
      int yo,
      int yRow,
      boolean accumulate,
      double[] buffer) {
    int vectors = (n + L - 1) / L;
    int width = vectors * L;
    for (int i = 0; i < m; i += ROWS) {
      int rows = Math.min(ROWS, m - i);
      int height = rows > 4 ? 8 : 4;
      int o = ao + i * aRow;
      int p = yo + i * yRow;
      if (n == width && !accumulate) {
        tile(rows, vectors, k, a, o, aRow, aCol, b, bo, bRow, ZERO, 0, 0, y, p, yRow);
      } else if (n == width && rows == height) {
        tile(rows, vectors, k, a, o, aRow, aCol, b, bo, bRow, y, p, yRow, y, p, yRow);
      } else {
        tile(rows, vectors, k, a, o, aRow, aCol, b, bo, bRow, ZERO, 0, 0, buffer, 0, width);
        store(rows, n, width, buffer, 0, y, p, yRow, accumulate);
      }
    }
  }

  /// One tile of `y = a·b + z`. With fewer rows than the tile has some of them are made twice, so
  /// that `z` can't be `y` then.
  private static void tile(
      int rows,
      int vectors,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      double[] z,
      int zo,
      int zRow,
      double[] y,
      int yo,
      int yRow) {
    switch (rows > 4 ? 3 + vectors : vectors) {
      case 6 ->
          VectorDoubleTiles8.by3(rows, k, a, ao, aRow, aCol, b, bo, bRow, z, zo, zRow, y, yo, yRow);
      case 5 ->
          VectorDoubleTiles8.by2(rows, k, a, ao, aRow, aCol, b, bo, bRow, z, zo, zRow, y, yo, yRow);
      case 4 ->
          VectorDoubleTiles8.by1(rows, k, a, ao, aRow, aCol, b, bo, bRow, z, zo, zRow, y, yo, yRow);
      case 3 ->
          VectorDoubleTiles4.by3(rows, k, a, ao, aRow, aCol, b, bo, bRow, z, zo, zRow, y, yo, yRow);
      case 2 ->
          VectorDoubleTiles4.by2(rows, k, a, ao, aRow, aCol, b, bo, bRow, z, zo, zRow, y, yo, yRow);
      default ->
          VectorDoubleTiles4.by1(rows, k, a, ao, aRow, aCol, b, bo, bRow, z, zo, zRow, y, yo, yRow);
    }
  }

  /// Moves or adds a tile from the buffer, readable in full vectors, to `y`.
  static void store(
      int m,
      int n,
      int width,
      double[] buffer,
      int from,
      double[] y,
      int yo,
      int yRow,
      boolean accumulate) {
    int j = 0;
    for (; j <= n - L; j += L) {
      if (accumulate) {
        add(m, buffer, from + j, width, y, yo + j, yRow);
      } else {
        move(m, buffer, from + j, width, y, yo + j, yRow);
      }
    }
    if (j < n) {
      storePart(m, n - j, buffer, from + j, width, y, yo + j, yRow, accumulate);
    }
  }

  private static void add(int m, double[] x, int xo, int xRow, double[] y, int yo, int yRow) {
    for (int i = 0; i < m; i++) {
      DoubleVector.fromArray(S, y, yo + i * yRow)
          .add(DoubleVector.fromArray(S, x, xo + i * xRow))
          .intoArray(y, yo + i * yRow);
    }
  }

  private static void move(int m, double[] x, int xo, int xRow, double[] y, int yo, int yRow) {
    for (int i = 0; i < m; i++) {
      DoubleVector.fromArray(S, x, xo + i * xRow).intoArray(y, yo + i * yRow);
    }
  }

  /// The mask is made here: one that was passed would be an object.
  private static void storePart(
      int m,
      int n,
      double[] x,
      int xo,
      int xRow,
      double[] y,
      int yo,
      int yRow,
      boolean accumulate) {
    VectorMask<Double> mask = S.indexInRange(0, n);
    for (int i = 0; i < m; i++) {
      DoubleVector sum = DoubleVector.fromArray(S, x, xo + i * xRow);
      if (accumulate) {
        sum = sum.add(DoubleVector.fromArray(S, y, yo + i * yRow, mask));
      }
      sum.intoArray(y, yo + i * yRow, mask);
    }
  }
}
