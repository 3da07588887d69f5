package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class DiagTest {
  @Property(tries = 100, seed = "229")
  void itsDiagonalIsGivenAndTheRestIsZero(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int offset = new Random(seed).nextInt(-3, 4);
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.Formula f = formula(v -> Diag.of(v, offset));
    Tensor y = f.apply(List.of(Tensor.constant(x)));
    assertThat(run(Diagonal.of(y, offset, -2, -1))).isEqualTo(x);
    assertThat(run(y.abs().sum())).isEqualTo(run(Tensor.constant(x).abs().sum()));
    OpContract.holds(f, x);
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.ofRank(1, 3), Shapes.withEmpty());
  }

  @Example
  void matrices() {
    assertThat(run(Diag.of(vector(1, 2)))).isEqualTo(NDArray.of(1.0, 0, 0, 2).reshape(2, 2));
    assertThat(run(Diag.of(vector(7), -1))).isEqualTo(NDArray.of(0.0, 0, 7, 0).reshape(2, 2));
    rejects(
        () -> Diag.of(scalar(1)), "diag of f64[]: axis -1 does not exist in shape [] of rank 0");
  }
}
