package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.compilesClosely;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SortTest {
  @Property(tries = 100, seed = "209")
  void elementsAreInOrder(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int axis = random.nextInt(shape.rank());
    boolean descending = random.nextBoolean();
    OpContract.Formula f = formula(x -> Sort.of(x, axis - shape.rank(), descending));
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      assertThat(run(f.apply(List.of(Tensor.constant(x)))))
          .isEqualTo(Along.map(x, axis, line -> sorted(line, descending)));
      compilesClosely(f, x);
    }
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.holds(f, x);
    batches(f, x);
  }

  private static double[] sorted(double[] line, boolean descending) {
    return Arrays.stream(ArgSortTest.order(line, descending)).map(k -> line[(int) k]).toArray();
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.ofRank(1, 3), Shapes.withEmpty());
  }

  @Example
  void cotangentsFollowTheirElements() {
    OpContract.Formula f = formula(x -> Sort.of(x, 0).times(vector(1, 10, 100)));
    assertThat(gradient(f, NDArray.of(5.0, 1, 3))).containsExactly(NDArray.of(100.0, 1, 10));
    assertThat(gradient(f, NDArray.of(5.0, 5, 5))).containsExactly(NDArray.of(1.0, 10, 100));
  }

  @Example
  void listing() {
    assertThat(OpContract.listing(formula(x -> Sort.of(x, -1)), TensorType.f32(2, 3)))
        .isEqualTo("%1: f32[2,3] = Sort[axis=1, descending=false] %0");
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> Sort.of(variable(TensorType.f64()), 0),
        "sort of f64[]: axis 0 does not exist in shape [] of rank 0");
    rejects(
        () -> Sort.of(variable(TensorType.bool(2)), 0),
        "sort of bool[2]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
  }
}
