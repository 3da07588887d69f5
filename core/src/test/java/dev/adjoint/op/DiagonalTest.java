package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.compilesClosely;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.naive;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class DiagonalTest {
  @Property(tries = 150, seed = "228")
  void elementsLieOnTheDiagonal(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int rows = random.nextInt(shape.rank());
    int columns = (rows + 1 + random.nextInt(shape.rank() - 1)) % shape.rank();
    int offset = random.nextInt(-5, 6);
    OpContract.Formula f = formula(v -> Diagonal.of(v, offset, rows, columns - shape.rank()));
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      NDArray y = run(f.apply(List.of(Tensor.constant(x))));
      assertThat(y.shape().size(-1))
          .isEqualTo(count(shape.size(rows), shape.size(columns), offset));
      assertThat(y).isEqualTo(naive(dtype, y.shape(), at -> source(x, at, rows, columns, offset)));
      compilesClosely(f, x);
    }
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.holds(f, x);
    OpContract.holds(formula(v -> Diagonal.of(v.transpose(), offset, rows, columns)), x);
    batches(f, x);
  }

  private static long count(int rows, int columns, int offset) {
    return IntStream.range(0, rows).filter(i -> i + offset >= 0 && i + offset < columns).count();
  }

  private static double source(NDArray x, int[] at, int rows, int columns, int offset) {
    int[] from = new int[x.shape().rank()];
    int kept = 0;
    for (int axis = 0; axis < from.length; axis++) {
      if (axis != rows && axis != columns) {
        from[axis] = at[kept++];
      }
    }
    from[rows] = at[kept] + Math.max(0, -offset);
    from[columns] = at[kept] + Math.max(0, offset);
    return x.at(from);
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.ofRank(2, 4);
  }

  @Example
  void listing() {
    assertThat(OpContract.listing(formula(x -> Diagonal.of(x)), TensorType.f32(5, 2, 3)))
        .isEqualTo("%1: f32[5,2] = Diagonal[offset=0, rows=1, columns=2] %0");
  }

  @Example
  void otherAxesAreErrors() {
    rejects(
        () -> Diagonal.of(vector(1)),
        "diagonal of f64[1]: axis -2 does not exist in shape [1] of rank 1");
    rejects(
        () -> Diagonal.of(variable(TensorType.f64(2, 3)), 0, 1, -1),
        "diagonal of f64[2,3]: a diagonal is of two axes, but both are axis 1");
  }
}
