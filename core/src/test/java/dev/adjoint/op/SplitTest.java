package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.simplifies;
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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SplitTest {
  @Property(tries = 100, seed = "223")
  void piecesAreSlices(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int axis = random.nextInt(shape.rank());
    int first = random.nextInt(shape.size(axis) + 1);
    List<Integer> sizes = List.of(first, 0, shape.size(axis) - first);
    for (DType dtype : DType.values()) {
      Tensor x = Numbers.special().tensor(new TensorType(dtype, shape), seed);
      List<Tensor> pieces = Split.ofSizes(x, axis - shape.rank(), sizes);
      assertThat(run(pieces.get(0))).isEqualTo(run(x.slice(axis, 0, first)));
      assertThat(run(pieces.get(2))).isEqualTo(run(x.slice(axis, first, shape.size(axis))));
      assertThat(run(Concat.of(axis, pieces))).isEqualTo(run(x));
    }
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.holds(formula(v -> Concat.of(axis, Split.ofSizes(v, axis, sizes).reversed())), x);
    OpContract.holds(formula(v -> Split.ofSizes(v, axis, sizes).getLast().squared()), x);
    batches(new Split(axis, sizes), x);
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.ofRank(1, 3), Shapes.withEmpty());
  }

  @Example
  void equalPieces() {
    List<Tensor> pieces = Split.of(vector(1, 2, 3, 4), 2, 0);
    assertThat(run(pieces.get(0))).isEqualTo(NDArray.of(1.0, 2));
    assertThat(run(pieces.get(1))).isEqualTo(NDArray.of(3.0, 4));
  }

  @Example
  void itsPullbackIsOneConcat() {
    Tensor x = variable(TensorType.f64(6));
    List<Tensor> pieces = Split.of(x, 3, 0);
    assertThat(new Split(0, List.of(2, 2, 2)).pullback(0, List.of(x), pieces, pieces).op())
        .isEqualTo(new Concat(0));
  }

  @Example
  void onePieceIsAllOfIt() {
    simplifies(formula(x -> Split.of(x, 1, 0).getFirst()), "return %0", TensorType.f64(9));
  }

  @Example
  void otherSizesAreErrors() {
    Tensor x = variable(TensorType.f64(2, 3));
    rejects(
        () -> Split.of(x, 2, 1),
        "split of f64[2,3]: axis 1 of size 3 cannot be cut into 2 equal pieces; use ofSizes");
    rejects(
        () -> Split.ofSizes(x, 1, List.of(2, 2)),
        "split of f64[2,3]: sizes [2, 2] do not add up to the 3 of axis 1");
    rejects(
        () -> Split.ofSizes(x, 1, List.of(4, -1)),
        "split of f64[2,3]: sizes [4, -1] do not add up to the 3 of axis 1");
    rejects(
        () -> Split.of(x, 1, 2),
        "split of f64[2,3]: axis 2 does not exist in shape [2,3] of rank 2");
  }
}
