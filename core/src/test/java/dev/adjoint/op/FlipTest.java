package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.formula;
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

final class FlipTest {
  @Property(tries = 60, seed = "227")
  void linesRunBackwards(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int axis = new Random(seed).nextInt(shape.rank());
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.Formula f = formula(v -> Flip.of(v, axis - shape.rank()));
    assertThat(run(f.apply(List.of(Tensor.constant(x)))))
        .isEqualTo(Along.map(x, axis, Along::reversed));
    OpContract.holds(f, x);
    batches(f, x);
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.ofRank(1, 3);
  }

  @Example
  void allAxes() {
    assertThat(run(Flip.of(matrix(new double[] {1, 2}, new double[] {3, 4}))))
        .isEqualTo(NDArray.of(4.0, 3, 2, 1).reshape(2, 2));
  }
}
