package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.compilesClosely;
import static dev.adjoint.op.OpContract.formula;
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
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class TrilTest {
  @Property(tries = 100, seed = "230")
  void theRestIsZero(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int diagonal = new Random(seed).nextInt(-4, 5);
    int rank = shape.rank();
    OpContract.Formula f = formula(v -> Tril.of(v, diagonal));
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      assertThat(run(f.apply(List.of(Tensor.constant(x)))))
          .isEqualTo(
              naive(dtype, shape, at -> at[rank - 1] <= at[rank - 2] + diagonal ? x.at(at) : 0));
      compilesClosely(f, x);
    }
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.holds(f, x);
    batches(f, x);
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.ofRank(2, 4);
  }

  @Example
  void listingAndErrors() {
    assertThat(OpContract.listing(formula(x -> Tril.of(x)), TensorType.f32(2, 3)))
        .isEqualTo("%1: f32[2,3] = Tril[diagonal=0] %0");
    rejects(() -> Tril.of(vector(1)), "tril of f64[1]: matrices need rank 2 or more");
  }
}
