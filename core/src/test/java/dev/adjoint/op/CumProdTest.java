package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.compilesClosely;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.near;
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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class CumProdTest {
  @Property(tries = 100, seed = "201")
  void foldsUpToEachPosition(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int axis = random.nextInt(shape.rank());
    boolean exclusive = random.nextBoolean();
    boolean reverse = random.nextBoolean();
    OpContract.Formula f = formula(x -> CumProd.of(x, axis - shape.rank(), exclusive, reverse));
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      NDArray expected = Along.map(x, axis, line -> folded(line, dtype, exclusive, reverse));
      near(run(f.apply(List.of(Tensor.constant(x)))), expected, 1e-15);
      compilesClosely(f, x);
    }
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.holds(f, x);
    batches(f, x);
  }

  private static double[] folded(double[] line, DType dtype, boolean exclusive, boolean reverse) {
    double[] x = reverse ? Along.reversed(line) : line;
    double[] y = new double[x.length];
    double state = 1;
    for (int k = 0; k < x.length; k++) {
      double next = dtype == DType.INT32 ? ((int) state) * ((int) x[k]) : state * x[k];
      y[k] = exclusive ? state : next;
      state = next;
    }
    return reverse ? Along.reversed(y) : y;
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.ofRank(1, 3), Shapes.withEmpty());
  }

  @Property(tries = 100, seed = "202")
  void zerosDoNoHarmAtAnyOrder(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    boolean exclusive = random.nextBoolean();
    boolean reverse = random.nextBoolean();
    NDArray x =
        Numbers.between(-1, 1).array(new TensorType(DType.INT32, shape), seed).cast(DType.FLOAT64);
    OpContract.gradients(formula(v -> CumProd.of(v, -1, exclusive, reverse)), List.of(x));
  }

  @Example
  void zeros() {
    assertThat(gradient(formula(v -> CumProd.of(v, 0)), NDArray.of(2.0, 0, 3)))
        .containsExactly(NDArray.of(1.0, 8, 0));
    assertThat(run(CumProd.of(vector(2, 3, 4), 0, true, true))).isEqualTo(NDArray.of(12.0, 4, 1));
  }

  @Example
  void listing() {
    assertThat(OpContract.listing(formula(x -> CumProd.of(x, -1)), TensorType.f32(2, 3)))
        .isEqualTo("%1: f32[2,3] = CumProd[axis=1, exclusive=false, reverse=false] %0");
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> CumProd.of(variable(TensorType.f64(2)), 1),
        "cumprod of f64[2]: axis 1 does not exist in shape [2] of rank 1");
    rejects(
        () -> CumProd.of(variable(TensorType.bool(2)), 0),
        "cumprod of bool[2]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
    rejects(
        applied(new CumProd(1, false, false), TensorType.f64(2)),
        "cumprod of f64[2]: axis 1 does not exist in rank 1");
  }
}
