package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.compilesClosely;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static dev.adjoint.op.OpContract.within;
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

final class CumMaxTest {
  @Property(tries = 100, seed = "204")
  void theBestSoFar(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int axis = random.nextInt(shape.rank());
    boolean reverse = random.nextBoolean();
    OpContract.Formula f = formula(x -> CumMax.of(x, axis - shape.rank(), reverse));
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      within(
          run(f.apply(List.of(Tensor.constant(x)))),
          Along.map(x, axis, line -> best(line, reverse)),
          0);
      compilesClosely(f, x);
    }
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.holds(f, x);
    batches(f, x);
  }

  private static double[] best(double[] line, boolean reverse) {
    double[] y = reverse ? Along.reversed(line) : line.clone();
    for (int k = 1; k < y.length; k++) {
      y[k] = y[k] == y[k - 1] ? y[k - 1] : Math.max(y[k - 1], y[k]);
    }
    return reverse ? Along.reversed(y) : y;
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.ofRank(1, 3), Shapes.withEmpty());
  }

  @Example
  void ofEqualOnesTheFirstMetGetsTheCotangents() {
    NDArray x = NDArray.of(3, 1, 3, 5.0);
    assertThat(run(CumMax.of(Tensor.constant(x), 0))).isEqualTo(NDArray.of(3.0, 3, 3, 5));
    assertThat(gradient(formula(v -> CumMax.of(v, 0)), x))
        .containsExactly(NDArray.of(3.0, 0, 0, 1));
  }

  @Example
  void fromANaNOnItIsNaN() {
    NDArray x = NDArray.of(1, Double.NaN, 9);
    assertThat(run(CumMax.of(Tensor.constant(x), 0)))
        .isEqualTo(NDArray.of(1, Double.NaN, Double.NaN));
    assertThat(gradient(formula(v -> CumMax.of(v, 0)), x)).containsExactly(NDArray.of(1.0, 2, 0));
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> CumMax.of(variable(TensorType.f64(2)), 1),
        "cummax of f64[2]: axis 1 does not exist in shape [2] of rank 1");
    rejects(
        applied(new CumMax(0, false), TensorType.bool(2)),
        "cummax of bool[2]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
    rejects(
        applied(new CumMax(1, false), TensorType.f64(2)),
        "cummax of f64[2]: axis 1 does not exist in rank 1");
  }
}
