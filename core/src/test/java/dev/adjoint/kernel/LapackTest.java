package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.kernel.Lapack.Triangle;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Every implementation against what defines a decomposition. OpenBLAS takes part where its jar is
/// on the class path.
final class LapackTest {
  private static final List<Lapack> ALL =
      Stream.concat(
              Stream.of(JavaLapack.INSTANCE),
              OpenBlas.library().map(NativeLapack::new).stream().map(Lapack.class::cast))
          .toList();

  private static final double ULP = 0x1p-52;

  /// A matrix, column by column.
  record Matrix(int rows, int columns, double[] a) {
    static Matrix random(int rows, int columns, long seed) {
      return new Matrix(rows, columns, Samples.doubles(rows * columns, new SplittableRandom(seed)));
    }

    static Matrix diagonal(double... d) {
      var result = new Matrix(d.length, d.length, new double[d.length * d.length]);
      IntStream.range(0, d.length).forEach(i -> result.a[i + i * d.length] = d[i]);
      return result;
    }

    double at(int i, int j) {
      return a[i + j * rows];
    }

    Matrix times(Matrix b) {
      var y = new Matrix(rows, b.columns, new double[rows * b.columns]);
      for (int j = 0; j < b.columns; j++) {
        for (int k = 0; k < columns; k++) {
          Columns.add(rows, b.at(k, j), a, k * rows, y.a, j * rows);
        }
      }
      return y;
    }

    Matrix transposed() {
      var y = new Matrix(columns, rows, new double[a.length]);
      for (int i = 0; i < a.length; i++) {
        y.a[i / rows + i % rows * columns] = a[i];
      }
      return y;
    }

    /// The elements where the part includes them, zeros and perhaps ones on the diagonal elsewhere.
    Matrix part(Triangle triangle) {
      double[] y = a.clone();
      for (int i = 0; i < y.length; i++) {
        int row = i % rows;
        int column = i / rows;
        boolean inside = triangle.lower() ? row >= column : row <= column;
        y[i] = row == column && triangle.unit() ? 1 : inside ? y[i] : 0;
      }
      return new Matrix(rows, columns, y);
    }

    Matrix copy() {
      return new Matrix(rows, columns, a.clone());
    }

    double norm() {
      return Columns.norm(a.length, a, 0);
    }

    /// Equal but for rounding on the scale of `size`.
    void isNear(Matrix expected, double size, Lapack by) {
      double[] difference = a.clone();
      Columns.add(a.length, -1, expected.a, 0, difference, 0);
      assertThat(Columns.norm(a.length, difference, 0))
          .as("%s, %d×%d", by.name(), rows, columns)
          .isLessThanOrEqualTo(10 * Math.max(rows, columns) * ULP * size);
    }

    /// `AᵀA = I`.
    void hasOrthonormalColumns(Lapack by) {
      double[] ones = new double[columns];
      Arrays.fill(ones, 1);
      transposed().times(this).isNear(diagonal(ones), Math.sqrt(columns), by);
    }
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(0, 9)),
        net.jqwik.api.Tuple.of(1, Arbitraries.of(33, 64, 70, 100)));
  }

  /// Matrices of full rank, of low rank, with equal columns, graded over many orders of magnitude.
  @Provide
  Arbitrary<Kind> kinds() {
    return Arbitraries.of(Kind.class);
  }

  /// What is special about a matrix.
  enum Kind {
    FULL,
    RANK_TWO,
    EQUAL_COLUMNS,
    GRADED,
    ZERO,
    HUGE,
    TINY;

    Matrix matrix(int m, int n, long seed) {
      Matrix a = Matrix.random(m, n, seed);
      switch (this) {
        case FULL -> {}
        case RANK_TWO -> {
          return Matrix.random(m, 2, seed).times(Matrix.random(2, n, seed + 1));
        }
        case EQUAL_COLUMNS -> IntStream.range(m, m * n).forEach(i -> a.a[i] = a.a[i % m]);
        case GRADED ->
            IntStream.range(0, n).forEach(j -> Columns.scale(m, Math.pow(10, -j % 20), a.a, j * m));
        case ZERO -> Arrays.fill(a.a, 0);
        case HUGE -> Columns.scale(m * n, 1e300, a.a, 0);
        case TINY -> Columns.scale(m * n, 1e-300, a.a, 0);
      }
      return a;
    }
  }

  @Property(tries = 60, seed = "71")
  void cholesky(@ForAll("sizes") int n, @ForAll long seed) {
    Matrix b = Matrix.random(n, n + 2, seed);
    Matrix a = b.times(b.transposed());
    for (Lapack lapack : ALL) {
      Matrix l = a.copy();
      assertThat(lapack.cholesky(n, l.a)).isTrue();
      assertThat(l.part(new Triangle(true, false, false)).a).isEqualTo(l.a);
      l.times(l.transposed()).isNear(a, a.norm(), lapack);
    }
  }

  @Example
  void onlyAPositiveDefiniteMatrixHasACholeskyFactor() {
    for (Lapack lapack : ALL) {
      assertThat(lapack.cholesky(2, new double[] {1, 2, 2, 1})).isFalse();
      assertThat(lapack.cholesky(1, new double[] {0})).isFalse();
      assertThat(lapack.cholesky(1, new double[] {Double.NaN})).isFalse();
      assertThat(lapack.cholesky(1, new double[] {Double.POSITIVE_INFINITY})).isFalse();
    }
  }

  @Property(tries = 100, seed = "72")
  void lu(@ForAll("sizes") int n, @ForAll("kinds") Kind kind, @ForAll long seed) {
    Matrix a = kind.matrix(n, n, seed);
    for (Lapack lapack : ALL) {
      Matrix factors = a.copy();
      int[] pivots = new int[n];
      assertThat(lapack.lu(n, factors.a, pivots)).isTrue();
      Matrix l = factors.part(new Triangle(true, false, true));
      Matrix permuted = a.copy();
      for (int k = 0; k < n; k++) {
        assertThat(pivots[k]).isBetween(k, n - 1);
        Columns.swap(n, n, permuted.a, k, pivots[k]);
      }
      assertThat(Arrays.stream(l.a)).allMatch(x -> Math.abs(x) <= 1);
      Matrix u = factors.part(new Triangle(false, false, false));
      isProduct(l, u, permuted, lapack);
    }
  }

  @Property(tries = 100, seed = "73")
  void triangularSystems(
      @ForAll("sizes") int n,
      @ForAll boolean lower,
      @ForAll boolean transposed,
      @ForAll boolean unit,
      @ForAll long seed) {
    Triangle triangle = new Triangle(lower, transposed, unit);
    Matrix a = Matrix.random(n, n, seed);
    Columns.scale(n * n, 1.0 / Math.max(n, 1), a.a, 0);
    IntStream.range(0, n).forEach(i -> a.a[i + i * n] += 1);
    Matrix x = Matrix.random(n, 3, ~seed);
    Matrix part = a.part(triangle);
    Matrix b = (transposed ? part.transposed() : part).times(x);
    for (Lapack lapack : ALL) {
      Matrix y = b.copy();
      lapack.solve(triangle, n, 3, a.a, y.a);
      y.isNear(x, 10 * x.norm(), lapack);
    }
  }

  @Property(tries = 60, seed = "78")
  void linearSystems(@ForAll("sizes") int n, @ForAll long seed) {
    Matrix a = Matrix.random(n, n, seed);
    IntStream.range(0, n).forEach(i -> a.a[i + (n - 1 - i) * n] += Math.sqrt(n) + 1);
    Matrix x = Matrix.random(n, 3, ~seed);
    for (Lapack lapack : ALL) {
      Matrix y = a.times(x);
      assertThat(lapack.solve(n, 3, a.a.clone(), y.a)).isTrue();
      y.isNear(x, 10 * x.norm(), lapack);
    }
  }

  @Example
  void aSingularSystemHasNoSolution() {
    for (Lapack lapack : ALL) {
      assertThat(lapack.solve(2, 1, new double[] {1, 2, 2, 4}, new double[] {1, 1})).isFalse();
      assertThat(lapack.solve(1, 1, new double[] {Double.NaN}, new double[] {1})).isFalse();
    }
  }

  @Property(tries = 100, seed = "74")
  void qr(
      @ForAll("sizes") int n,
      @ForAll("sizes") int more,
      @ForAll("kinds") Kind kind,
      @ForAll long seed) {
    int m = n + more;
    Matrix a = kind.matrix(m, n, seed);
    for (Lapack lapack : ALL) {
      Matrix q = a.copy();
      Matrix r = new Matrix(n, n, new double[n * n]);
      assertThat(lapack.qr(m, n, q.a, r.a)).isTrue();
      q.hasOrthonormalColumns(lapack);
      assertThat(r.part(new Triangle(false, false, false)).a).isEqualTo(r.a);
      assertThat(IntStream.range(0, n)).allMatch(i -> r.at(i, i) >= 0);
      isProduct(q, r, a, lapack);
    }
  }

  /// `Q·R = A`, taken at a size at which squares neither overflow nor vanish.
  private static void isProduct(Matrix q, Matrix r, Matrix a, Lapack by) {
    double unit = Columns.unit(a.a);
    Columns.scale(r.a.length, 1 / unit, r.a, 0);
    Matrix expected = a.copy();
    Columns.scale(expected.a.length, 1 / unit, expected.a, 0);
    q.times(r).isNear(expected, expected.norm(), by);
  }

  @Property(tries = 100, seed = "75")
  void symmetricEigenvalues(@ForAll("sizes") int n, @ForAll("kinds") Kind kind, @ForAll long seed) {
    Matrix b = kind.matrix(n, n, seed);
    Matrix a = b.copy();
    Columns.add(n * n, 1, b.transposed().a, 0, a.a, 0);
    for (Lapack lapack : ALL) {
      Matrix v = a.copy();
      double[] w = new double[n];
      assertThat(lapack.eigh(n, v.a, w)).isTrue();
      v.hasOrthonormalColumns(lapack);
      assertThat(w).isSorted();
      assertThat(IntStream.range(0, n)).noneMatch(j -> Columns.pointsDown(n, v.a, j * n));
      isProduct(v, Matrix.diagonal(w).times(v.transposed()), a, lapack);
    }
  }

  @Example
  void equalEigenvaluesHaveOrthonormalVectors() {
    Matrix q = Matrix.random(40, 40, 7);
    JavaLapack.INSTANCE.qr(40, 40, q.a, new double[1600]);
    double[] values = IntStream.range(0, 40).map(k -> k / 10).asDoubleStream().toArray();
    Matrix a = q.times(Matrix.diagonal(values)).times(q.transposed());
    for (Lapack lapack : ALL) {
      Matrix v = a.copy();
      double[] w = new double[40];
      assertThat(lapack.eigh(40, v.a, w)).isTrue();
      v.hasOrthonormalColumns(lapack);
      Matrix.diagonal(w).isNear(Matrix.diagonal(values), 10, lapack);
    }
  }

  @Property(tries = 100, seed = "76")
  void singularValues(
      @ForAll("sizes") int n,
      @ForAll("sizes") int more,
      @ForAll("kinds") Kind kind,
      @ForAll long seed) {
    int m = n + more;
    Matrix a = kind.matrix(m, n, seed);
    for (Lapack lapack : ALL) {
      Matrix u = a.copy();
      Matrix v = new Matrix(n, n, new double[n * n]);
      double[] s = new double[n];
      assertThat(lapack.svd(m, n, u.a, s, v.a)).isTrue();
      u.hasOrthonormalColumns(lapack);
      v.hasOrthonormalColumns(lapack);
      assertThat(Arrays.stream(s)).allMatch(x -> x >= 0);
      assertThat(IntStream.range(1, n)).allMatch(k -> s[k] <= s[k - 1]);
      isProduct(u, Matrix.diagonal(s).times(v.transposed()), a, lapack);
    }
  }

  @Property(tries = 30, seed = "77")
  void implementationsAgree(@ForAll("sizes") int n, @ForAll long seed) {
    Matrix a = Matrix.random(n + 1, n, seed);
    Matrix symmetric = a.transposed().times(a);
    double[] expected = new double[n];
    JavaLapack.INSTANCE.eigh(n, symmetric.a.clone(), expected);
    for (Lapack lapack : ALL) {
      double[] w = new double[n];
      lapack.eigh(n, symmetric.a.clone(), w);
      Matrix.diagonal(w).isNear(Matrix.diagonal(expected), symmetric.norm(), lapack);
      double[] s = new double[n];
      lapack.svd(n + 1, n, a.a.clone(), s, new double[n * n]);
      double[] squares =
          IntStream.range(0, n).mapToDouble(k -> s[n - 1 - k] * s[n - 1 - k]).toArray();
      Matrix.diagonal(squares).isNear(Matrix.diagonal(expected), symmetric.norm(), lapack);
    }
  }

  @Example
  void whatIsNotFiniteHasNoDecomposition() {
    for (Lapack lapack : ALL) {
      for (double odd : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
        double[] a = {1, odd, 2, 3};
        assertThat(lapack.lu(2, a.clone(), new int[2])).isFalse();
        assertThat(lapack.qr(2, 2, a.clone(), new double[4])).isFalse();
        assertThat(lapack.eigh(2, a.clone(), new double[2])).isFalse();
        assertThat(lapack.svd(2, 2, a.clone(), new double[2], new double[4])).isFalse();
      }
    }
  }

  @Example
  void smallMatricesAreLeftToJava() {
    assertThat(Lapack.best(3).name()).isEqualTo("java");
    assertThat(Lapack.best(1000)).isSameAs(Lapack.best(2000));
  }
}
