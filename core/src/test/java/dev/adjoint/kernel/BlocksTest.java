package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
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
    Set<List<Integer>> corners = new HashSet<>();
    for (int task = 0; task < blocks.tasks(); task++) {
      assertThat(blocks.row(task) % 8 + blocks.column(task) % 32).isZero();
      corners.add(List.of(blocks.row(task), blocks.column(task)));
      covered += (long) blocks.rows(task) * blocks.columns(task);
    }
    assertThat(covered).isEqualTo((long) m * n);
    assertThat(corners).hasSize(blocks.tasks());
  }

  @Example
  void tasksThatRunTogetherAreNoNeighboursInARow() {
    var matrix = new Matrix<>(new float[0], 0, 0, 1);
    var blocks =
        Blocks.of(new MatrixProduct<>(256, 1024, 1024, matrix, matrix, matrix, false), 8, 48);
    List<Integer> columns = IntStream.range(0, 8).mapToObj(t -> blocks.column(t) / 48).toList();
    assertThat(columns).containsExactly(0, 11, 5, 16, 2, 13, 8, 19);
  }

  /// A layer's forward step, an inference, and a projection of one row of a large model.
  @Example
  void aSmallProductOfALongKIsCutInTwoButNotALargeOneOfFewRows() {
    assertThat(Blocks.along(100, 100, 784)).isEqualTo(2);
    assertThat(Blocks.along(1, 100, 784)).isEqualTo(2);
    assertThat(Blocks.along(1, 4096, 16_384)).isEqualTo(1);
    assertThat(Blocks.along(784, 100, 100)).isEqualTo(1);
    assertThat(Blocks.along(1, 10, 100)).isEqualTo(1);
  }
}
