package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// The same operands give the same bits, whoever multiplies and wherever they lie.
class GemmBitsTest {
  @Example
  void theBitsDoNotDependOnTheThreads() {
    int[][] shapes = {
      {100, 100, 784},
      {784, 100, 100},
      {3, 2000, 700},
      {301, 517, 129},
      {260, 260, 600},
      {100, 10, 100},
      {1, 100, 784},
      {20, 90, 601}
    };
    for (int[] s : shapes) {
      var random = new SplittableRandom(7);
      var a = Samples.floats(s[0] * s[2], random);
      var b = Samples.floats(s[2] * s[1], random);
      List<float[]> alone = products(s, a, b, 1);
      for (int threads : new int[] {2, 8}) {
        List<float[]> together = products(s, a, b, threads);
        for (int i = 0; i < alone.size(); i++) {
          assertThat(together.get(i)).isEqualTo(alone.get(i));
        }
      }
    }
  }

  @Example
  void theBitsDoNotDependOnTheThreadsInF64() {
    int[][] shapes = {
      {100, 100, 784},
      {784, 100, 100},
      {3, 2000, 700},
      {301, 517, 129},
      {260, 260, 600},
      {100, 10, 100},
      {1, 100, 784},
      {20, 90, 601}
    };
    for (int[] s : shapes) {
      var random = new SplittableRandom(9);
      var a = Samples.doubles(s[0] * s[2], random);
      var b = Samples.doubles(s[2] * s[1], random);
      List<double[]> alone = products(s, a, b, 1);
      for (int threads : new int[] {2, 8}) {
        List<double[]> together = products(s, a, b, threads);
        for (int i = 0; i < alone.size(); i++) {
          assertThat(together.get(i)).isEqualTo(alone.get(i));
        }
      }
    }
  }

  private static List<double[]> products(int[] s, double[] a, double[] b, int threads) {
    List<double[]> products = new ArrayList<>();
    for (Gemm gemm : GemmTest.all(Workers.of(threads))) {
      double[] y = new double[s[0] * s[1]];
      gemm.multiply(s[0], s[1], s[2], a, 0, s[2], 1, b, 0, s[1], 1, y, 0, s[1]);
      products.add(y);
    }
    return products;
  }

  private static List<float[]> products(int[] s, float[] a, float[] b, int threads) {
    List<float[]> products = new ArrayList<>();
    for (Gemm gemm : GemmTest.all(Workers.of(threads))) {
      float[] y = new float[s[0] * s[1]];
      gemm.multiply(s[0], s[1], s[2], a, 0, s[2], 1, b, 0, s[1], 1, y, 0, s[1]);
      products.add(y);
      float[] z = new float[s[0] * s[1]];
      gemm.multiply(s[0], s[1], s[2], a, 0, 1, s[0], b, 0, s[1], 1, z, 0, s[1]);
      products.add(z);
    }
    return products;
  }

  @Example
  void manyThreadsMayMultiplyAtOnce() {
    var random = new SplittableRandom(8);
    var a = Samples.floats(150 * 150, random);
    for (Gemm gemm : GemmTest.all(Workers.shared())) {
      float[] expected = new float[150 * 150];
      gemm.multiply(150, 150, 150, a, 0, 150, 1, a, 0, 1, 150, expected, 0, 150);
      Workers.of(4)
          .run(
              32,
              _ -> {
                float[] y = new float[150 * 150];
                gemm.multiply(150, 150, 150, a, 0, 150, 1, a, 0, 1, 150, y, 0, 150);
                assertThat(y).isEqualTo(expected);
              });
    }
  }

  /// Columns of an operand that ends its array can't be read beyond.
  @Property(tries = 100, seed = "4")
  void theBitsDoNotDependOnWhereAnOperandEnds(
      @ForAll @IntRange(min = 1, max = 130) int m,
      @ForAll @IntRange(min = 1, max = 130) int n,
      @ForAll @IntRange(min = 1, max = 600) int k,
      @ForAll boolean transposed,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    var a = Samples.floats(m * k, random);
    var b = Samples.floats(k * n, random);
    int aRow = transposed ? 1 : k;
    int aCol = transposed ? m : 1;
    float[] longerA = Arrays.copyOf(a, m * k + 100);
    float[] longerB = Arrays.copyOf(b, k * n + 100);
    for (Gemm gemm : GemmTest.all(Workers.shared())) {
      float[] y = new float[m * n];
      float[] z = new float[m * n];
      gemm.multiply(m, n, k, a, 0, aRow, aCol, b, 0, n, 1, y, 0, n);
      gemm.multiply(m, n, k, longerA, 0, aRow, aCol, longerB, 0, n, 1, z, 0, n);
      assertThat(z).as(gemm.name()).isEqualTo(y);
    }
  }

  @Property(tries = 100, seed = "5")
  void theBitsDoNotDependOnWhereAnOperandEndsInF64(
      @ForAll @IntRange(min = 1, max = 130) int m,
      @ForAll @IntRange(min = 1, max = 130) int n,
      @ForAll @IntRange(min = 1, max = 600) int k,
      @ForAll boolean transposed,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    var a = Samples.doubles(m * k, random);
    var b = Samples.doubles(k * n, random);
    int aRow = transposed ? 1 : k;
    int aCol = transposed ? m : 1;
    double[] longerA = Arrays.copyOf(a, m * k + 100);
    double[] longerB = Arrays.copyOf(b, k * n + 100);
    for (Gemm gemm : GemmTest.all(Workers.shared())) {
      double[] y = new double[m * n];
      double[] z = new double[m * n];
      gemm.multiply(m, n, k, a, 0, aRow, aCol, b, 0, n, 1, y, 0, n);
      gemm.multiply(m, n, k, longerA, 0, aRow, aCol, longerB, 0, n, 1, z, 0, n);
      assertThat(z).as(gemm.name()).isEqualTo(y);
    }
  }
}
