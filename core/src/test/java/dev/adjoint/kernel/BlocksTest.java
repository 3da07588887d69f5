package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BlocksTest {
  @Property(tries = 200, seed = "3")
  void blocksCoverAProductOnce(
      @ForAll @IntRange(min = 1, max = 2000) int m,
      @ForAll @IntRange(min = 1, max = 2000) int n,
      @ForAll @IntRange(min = 1, max = 2000) int k) {
    var matrix = new Matrix<>(new float[0], 0, 0, 1);
    var product = new MatrixProduct<>(m, n, k, matrix, matrix, matrix, false);
    var blocks = Blocks.of(product, 8, 32);
    long covered = 0;
    for (int task = 0; task < blocks.tasks(); task++) {
      assertThat(blocks.row(task) % 8 + blocks.column(task) % 32).isZero();
      covered += (long) blocks.rows(task) * blocks.columns(task);
    }
    assertThat(covered).isEqualTo((long) m * n);
  }
}
