package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import org.junit.jupiter.api.Assumptions;

class KernelsTest {
  @Example
  void aSetSaysWhatItIsMadeOf() {
    assertThat(Kernels.scalar(Workers.of(1))).hasToString("scalar loops, scalar matmul, 1 thread");
    assertThat(Kernels.best().toString()).matches("(vector|scalar) loops, .* matmul, .* threads?");
  }

  @Example
  void theBestSetIsMadeOnce() {
    assertThat(Kernels.best()).isSameAs(Kernels.best());
  }

  @Example
  void everySetTakesWorkersOfOnesOwn() {
    var three = Workers.of(3);
    assertThat(Kernels.best(three).workers()).isSameAs(three);
    assertThat(Kernels.withoutBlas(three).workers()).isSameAs(three);
    assertThat(Kernels.scalar(three).workers()).isSameAs(three);
    assertThat(Kernels.best(Kernels.best().workers())).hasToString(Kernels.best().toString());
  }

  @Example
  void vectorsAreUsedWhereTheyAre() {
    String expected = Kernels.hasVectors() ? "vector" : "scalar";
    assertThat(Kernels.withoutBlas().loops().name()).isEqualTo(expected);
    assertThat(Kernels.withoutBlas().gemm().name()).isEqualTo(expected);
  }

  @Example
  void openBlasTakesWhatItCanExpressAndLeavesTheRest() {
    var blas = OpenBlas.load();
    Assumptions.assumeTrue(blas.isPresent(), "no OpenBLAS for this platform on the class path");
    assertThat(OpenBlas.canTake(product(3, 1, 2, 1))).isTrue();
    assertThat(OpenBlas.canTake(product(1, 2, 1, 3))).isTrue();
    assertThat(OpenBlas.canTake(product(6, 2, 2, 1))).isFalse();
    assertThat(OpenBlas.canTake(product(0, 1, 2, 1))).isFalse();
  }

  /// `2×3 · 3×2`.
  private static MatrixProduct<float[]> product(int aRow, int aCol, int bRow, int bCol) {
    var a = new Matrix<>(new float[20], 0, aRow, aCol);
    var b = new Matrix<>(new float[20], 0, bRow, bCol);
    return new MatrixProduct<>(2, 2, 3, a, b, new Matrix<>(new float[4], 0, 2, 1), false);
  }
}
