package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.naive;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class TileTest {
  @Property(tries = 100, seed = "224")
  void elementsAreThoseOfTheTile(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int[] times = random.ints(random.nextInt(shape.rank() + 2), 0, 4).toArray();
    int rank = Math.max(shape.rank(), times.length);
    int[] sizes = new int[rank];
    Arrays.fill(sizes, 1);
    System.arraycopy(shape.toArray(), 0, sizes, rank - shape.rank(), shape.rank());
    for (int k = 0; k < times.length; k++) {
      sizes[rank - times.length + k] *= times[k];
    }
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.Formula f = formula(v -> Tile.of(v, times));
    assertThat(run(f.apply(List.of(Tensor.constant(x)))))
        .isEqualTo(naive(DType.FLOAT64, Shape.of(sizes), at -> source(x, at)));
    OpContract.holds(f, x);
  }

  private static double source(NDArray x, int[] at) {
    int rank = x.shape().rank();
    return x.at(
        IntStream.range(0, rank).map(k -> at[at.length - rank + k] % x.shape().size(k)).toArray());
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.ofRank(0, 3);
  }

  @Example
  void wholeTiles() {
    assertThat(run(Tile.of(vector(1, 2), 2))).isEqualTo(NDArray.of(1.0, 2, 1, 2));
    assertThat(gradient(formula(x -> Tile.of(x, 3)), NDArray.of(1.0, 2)))
        .containsExactly(NDArray.of(3.0, 3));
    rejects(() -> Tile.of(vector(1), -2), "tile of f64[1]: a tensor cannot be repeated [-2] times");
  }
}
