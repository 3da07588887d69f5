package dev.adjoint.op;

import static dev.adjoint.op.LinearAlgebra.matrix;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
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

final class SolveTest {
  @Provide
  Arbitrary<Shape> squares() {
    return LinearAlgebra.squares();
  }

  @Property(tries = 60, seed = "82")
  void solvesTheSystem(@ForAll("squares") Shape shape, @ForAll long seed) {
    NDArray a = reversed(LinearAlgebra.conditioned(shape, seed));
    NDArray b = LinearAlgebra.any(MatrixParts.append(MatrixParts.leading(shape, 1), 2), ~seed);
    Tensor x = Solve.of(Tensor.constant(a), Tensor.constant(b));
    LinearAlgebra.isNear(Tensor.constant(a).matmul(x), b);
    OpContract.holds(formula((p, q) -> Solve.of(p, q)), a, b);
    LinearAlgebra.isBatched(new Solve(), a, b);
  }

  /// With its large elements off the diagonal, so that rows must be swapped.
  private static NDArray reversed(NDArray a) {
    return run(Slice.flip(Tensor.constant(a), -1));
  }

  @Example
  void twoByTwoByHand() {
    NDArray a = matrix(new double[] {0, 2}, new double[] {1, 1});
    NDArray b = NDArray.of(4.0, 5);
    assertThat(run(Solve.of(Tensor.constant(a), Tensor.constant(b)))).isEqualTo(NDArray.of(3.0, 2));
    assertThat(gradient(formula((p, q) -> Solve.of(p, q)), a, b))
        .containsExactly(
            matrix(new double[] {-0.0, -0.0}, new double[] {-3, -2}), NDArray.of(0.0, 1));
  }

  @Example
  void largeSystemsToo() {
    NDArray a = reversed(LinearAlgebra.conditioned(Shape.of(70, 70), 3));
    NDArray b = LinearAlgebra.any(Shape.of(70), 4);
    Tensor x = Solve.of(Tensor.constant(a), Tensor.constant(b));
    LinearAlgebra.isNear(Tensor.constant(a).matmul(x), b);
  }

  @Example
  void aSingularMatrixIsNaNByItself() {
    Tensor bad = Tensor.matrix(new double[] {1, 2}, new double[] {2, 4});
    Tensor good = Tensor.matrix(new double[] {2, 0}, new double[] {0, 4});
    Tensor b = Tensor.matrix(new double[] {1}, new double[] {1});
    near(
        run(Solve.of(Stack.of(0, bad, good), b)).reshape(4),
        NDArray.of(Double.NaN, Double.NaN, 0.5, 0.25),
        0);
  }

  @Example
  void aMatrixThatABatchSharesIsDecomposedOnce() {
    NDArray a = reversed(LinearAlgebra.conditioned(Shape.of(3, 3), 5));
    LinearAlgebra.isSharedByABatch(Solve::of, Solve.class, a);
  }

  @Example
  void otherTypesAreErrors() {
    Tensor a = variable(TensorType.f64(3, 3));
    rejects(
        () -> Solve.of(variable(TensorType.f64(2, 3)), a),
        "solve of f64[2,3] and f64[3,3]: wants square matrices, but 2 rows and 3 columns differ");
    rejects(
        () -> Solve.of(a, variable(TensorType.f64(2, 4))),
        "solve of f64[3,3] and f64[2,4]: the matrix has 3 rows, but the right side 2");
    rejects(
        applied(new Solve(), TensorType.f64(3, 3)), "solve of f64[3,3]: wants 2 inputs, but got 1");
  }
}
