package dev.adjoint.op;

import static dev.adjoint.op.LinearAlgebra.matrix;
import static dev.adjoint.op.OpContract.formula;
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

final class InverseTest {
  @Provide
  Arbitrary<Shape> squares() {
    return LinearAlgebra.squares();
  }

  @Property(tries = 60, seed = "83")
  void undoesTheMatrix(@ForAll("squares") Shape shape, @ForAll long seed) {
    NDArray a = LinearAlgebra.conditioned(shape, seed);
    Tensor product = Tensor.constant(a).matmul(Inverse.of(Tensor.constant(a)));
    LinearAlgebra.isNear(product, run(MatrixParts.identity(a.type())));
    OpContract.holds(formula(Inverse::of), a);
  }

  @Example
  void twoByTwoByHand() {
    Tensor a = Tensor.matrix(new double[] {2, 1}, new double[] {0, 4});
    assertThat(run(Inverse.of(a)))
        .isEqualTo(matrix(new double[] {0.5, -0.125}, new double[] {0, 0.25}));
  }

  @Example
  void aSingularMatrixIsNaN() {
    assertThat(run(Inverse.of(Tensor.matrix(new double[] {0}))).item()).isNaN();
  }

  @Example
  void vmapLeavesItAlone() {
    assertThat(new Inverse().batched()).contains(new Inverse());
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> Inverse.of(variable(TensorType.f64(2, 3))),
        "inverse of f64[2,3]: wants square matrices, but 2 rows and 3 columns differ");
  }
}
