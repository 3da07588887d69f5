package dev.adjoint.op;

import static dev.adjoint.op.LinearAlgebra.matrix;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class DetTest {
  @Provide
  Arbitrary<Shape> squares() {
    return LinearAlgebra.squares();
  }

  @Property(tries = 60, seed = "86")
  void isAProductOfDeterminants(@ForAll("squares") Shape shape, @ForAll long seed) {
    NDArray a = LinearAlgebra.conditioned(shape, seed);
    Tensor x = Tensor.constant(a);
    Tensor y = Slice.flip(Tensor.constant(LinearAlgebra.any(shape, ~seed)), -1);
    near(run(Det.of(x.matmul(y))), run(Det.of(x).times(Det.of(y))), 1e-12);
    OpContract.holds(formula(Det::of), a);
    LinearAlgebra.isBatched(new Det(), a);
  }

  @Example
  void twoByTwoByHand() {
    NDArray a = matrix(new double[] {1, 2}, new double[] {4, 3});
    assertThat(run(Det.of(Tensor.constant(a))).item()).isEqualTo(-5);
    near(
        OpContract.gradient(formula(Det::of), a).getFirst(),
        matrix(new double[] {3, -4}, new double[] {-2, 1}),
        1e-15);
  }

  @Example
  void aSingularMatrixHasAGradient() {
    NDArray a = matrix(new double[] {1, 2}, new double[] {2, 4});
    near(
        OpContract.gradient(formula(Det::of), a).getFirst(),
        matrix(new double[] {4, -2}, new double[] {-2, 1}),
        1e-15);
    near(
        OpContract.gradient(formula(Det::of), matrix(new double[] {0})).getFirst(),
        matrix(new double[] {1}),
        0);
  }

  @Example
  void singularAndNotFinite() {
    Tensor a = Tensor.matrix(new double[] {1, 2}, new double[] {2, 4});
    assertThat(run(Det.of(a)).item()).isZero();
    Tensor b = Tensor.matrix(new double[] {1, 2}, new double[] {0, Double.POSITIVE_INFINITY});
    assertThat(run(Det.of(b)).item()).isNaN();
    assertThat(run(Det.of(Tensor.zeros(TensorType.f64(0, 0)))).item()).isEqualTo(1);
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> Det.of(variable(TensorType.f64(2, 3))),
        "det of f64[2,3]: wants square matrices, but 2 rows and 3 columns differ");
  }
}
