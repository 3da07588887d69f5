package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Every implementation against a naive loop in f64. OpenBLAS takes part where its jar is on the
/// class path, the vector kernel where the Vector API is.
class GemmTest {
  private static final Optional<OpenBlas> BLAS = OpenBlas.load();

  static List<Gemm> all(Workers workers) {
    List<Gemm> all = new ArrayList<>();
    all.add(new ScalarGemm(workers));
    if (Kernels.hasVectors()) {
      all.add(new VectorGemm(workers));
    }
    BLAS.ifPresent(blas -> all.add(new BlasGemm(blas, new ScalarGemm(workers), 1, workers)));
    return all;
  }

  /// How a matrix lies in its array.
  enum Layout {
    ROWS,
    COLUMNS,
    PADDED,
    SPREAD,
    REPEATED_ROW;

    int row(int rows, int columns) {
      return switch (this) {
        case ROWS -> columns;
        case COLUMNS -> 1;
        case PADDED -> columns + 3;
        case SPREAD -> 2 * columns + 1;
        case REPEATED_ROW -> 0;
      };
    }

    int column(int rows) {
      return switch (this) {
        case ROWS, PADDED, REPEATED_ROW -> 1;
        case COLUMNS -> rows;
        case SPREAD -> 2;
      };
    }
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(1, 9)),
        net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(1, 70)),
        net.jqwik.api.Tuple.of(2, Arbitraries.of(0, 16, 32, 64, 84, 100, 257, 300, 1100)));
  }

  /// Sums of small whole numbers are exact.
  @Example
  void oneRowTimesColumnsOfAnyNumber() {
    int k = 9;
    for (Gemm gemm : all(Workers.shared())) {
      for (int n = 1; n <= 150; n++) {
        float[] a = new float[k];
        float[] b = new float[k * n];
        float[] expected = new float[n];
        for (int t = 0; t < k; t++) {
          a[t] = t - 4;
          for (int j = 0; j < n; j++) {
            b[t * n + j] = (7 * t + j) % 11;
            expected[j] += a[t] * b[t * n + j];
          }
        }
        float[] y = new float[n];
        gemm.multiply(1, n, k, a, 0, k, 1, b, 0, n, 1, y, 0, n);
        assertThat(y).as("%s, %s columns", gemm.name(), n).isEqualTo(expected);
      }
    }
  }

  /// The error of a sum of `k` products is at most `k` roundings of the sum of their absolute
  /// values: Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed. (2002), §3.1; in f64
  /// the naive sum has as large a one.
  @Property(tries = 400, seed = "1")
  void productsAreRight(
      @ForAll("sizes") int m,
      @ForAll("sizes") int n,
      @ForAll("sizes") int k,
      @ForAll Layout left,
      @ForAll Layout right,
      @ForAll @IntRange(max = 5) int offset,
      @ForAll boolean accumulate,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    int yRow = n + offset;
    var a = Samples.floats(offset + extent(left, m, k), random);
    var b = Samples.floats(2 + extent(right, k, n), random);
    var y = Samples.floats(1 + m * yRow, random);
    for (Gemm gemm : all(Workers.shared())) {
      float[] z = y.clone();
      gemm.multiply(
          m,
          n,
          k,
          a,
          offset,
          left.row(m, k),
          left.column(m),
          b,
          2,
          right.row(k, n),
          right.column(k),
          z,
          1,
          yRow,
          accumulate);
      double[] expected =
          naive(
              m,
              n,
              k,
              wide(a),
              offset,
              left.row(m, k),
              left.column(m),
              wide(b),
              2,
              right.row(k, n),
              right.column(k),
              wide(y),
              yRow,
              accumulate);
      double[] sizes =
          naive(
              m,
              n,
              k,
              absolute(wide(a)),
              offset,
              left.row(m, k),
              left.column(m),
              absolute(wide(b)),
              2,
              right.row(k, n),
              right.column(k),
              absolute(wide(y)),
              yRow,
              accumulate);
      for (int i = 0; i < z.length; i++) {
        assertThat((double) z[i])
            .as("%s, element %s", gemm.name(), i)
            .isCloseTo(expected[i], within((k + 2) * 0x1p-24 * sizes[i]));
      }
    }
  }

  @Property(tries = 200, seed = "2")
  void productsInF64AreRight(
      @ForAll("sizes") int m,
      @ForAll("sizes") int n,
      @ForAll("sizes") int k,
      @ForAll Layout left,
      @ForAll Layout right,
      @ForAll @IntRange(max = 5) int offset,
      @ForAll boolean accumulate,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    int yRow = n + offset;
    var a = Samples.doubles(offset + extent(left, m, k), random);
    var b = Samples.doubles(2 + extent(right, k, n), random);
    var y = Samples.doubles(1 + m * yRow, random);
    double[] expected =
        naive(
            m,
            n,
            k,
            a,
            offset,
            left.row(m, k),
            left.column(m),
            b,
            2,
            right.row(k, n),
            right.column(k),
            y,
            yRow,
            accumulate);
    double[] sizes =
        naive(
            m,
            n,
            k,
            absolute(a),
            offset,
            left.row(m, k),
            left.column(m),
            absolute(b),
            2,
            right.row(k, n),
            right.column(k),
            absolute(y),
            yRow,
            accumulate);
    for (Gemm gemm : all(Workers.shared())) {
      double[] z = y.clone();
      gemm.multiply(
          m,
          n,
          k,
          a,
          offset,
          left.row(m, k),
          left.column(m),
          b,
          2,
          right.row(k, n),
          right.column(k),
          z,
          1,
          yRow,
          accumulate);
      for (int i = 0; i < z.length; i++) {
        assertThat(z[i])
            .as("%s, element %s", gemm.name(), i)
            .isCloseTo(expected[i], within((k + 2) * 0x1p-52 * sizes[i]));
      }
    }
  }

  private static int extent(Layout layout, int rows, int columns) {
    return rows * layout.row(rows, columns) + columns * layout.column(rows) + 1;
  }

  private static double[] wide(float[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i];
    }
    return y;
  }

  private static double[] absolute(double[] x) {
    return Arrays.stream(x).map(Math::abs).toArray();
  }

  private static double[] naive(
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
      int bCol,
      double[] y,
      int yRow,
      boolean accumulate) {
    double[] z = y.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = accumulate ? z[1 + i * yRow + j] : 0;
        for (int t = 0; t < k; t++) {
          sum += a[ao + i * aRow + t * aCol] * b[bo + t * bRow + j * bCol];
        }
        z[1 + i * yRow + j] = sum;
      }
    }
    return z;
  }
}
