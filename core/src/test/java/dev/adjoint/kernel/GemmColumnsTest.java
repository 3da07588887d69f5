package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;

/// Columns beside whole vectors, which go ways of their own. Sums of small whole numbers are exact.
class GemmColumnsTest {
  @Example
  void fewColumnsBesideWholeVectors() {
    for (int k : new int[] {70, 128, 391, 1100}) {
      for (int n : new int[] {1, 2, 3, 4, 5, 17, 33, 36, 50, 83, 100}) {
        for (int m : new int[] {4, 33, 65}) {
          fewColumns(m, n, k, k, 1);
          fewColumns(m, n, k, 1, m);
        }
      }
    }
  }

  private static void fewColumns(int m, int n, int k, int aRow, int aCol) {
    float[] a = new float[m * k];
    float[] b = new float[k * n];
    float[] expected = new float[m * n];
    for (int i = 0; i < a.length; i++) {
      a[i] = i % 13 - 6;
    }
    for (int i = 0; i < b.length; i++) {
      b[i] = i % 7 - 3;
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int t = 0; t < k; t++) {
          expected[i * n + j] += a[i * aRow + t * aCol] * b[t * n + j];
        }
      }
    }
    for (Gemm gemm : GemmTest.all(Workers.shared())) {
      float[] y = new float[m * n];
      gemm.multiply(m, n, k, a, 0, aRow, aCol, b, 0, n, 1, y, 0, n);
      assertThat(y).as("%s, %s×%s×%s", gemm.name(), m, n, k).isEqualTo(expected);
      gemm.multiply(m, n, k, a, 0, aRow, aCol, b, 0, n, 1, y, 0, n, true);
      for (int i = 0; i < y.length; i++) {
        y[i] /= 2;
      }
      assertThat(y).as("%s, %s×%s×%s twice", gemm.name(), m, n, k).isEqualTo(expected);
    }
  }
}
