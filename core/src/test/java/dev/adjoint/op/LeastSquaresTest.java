package dev.adjoint.op;

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

final class LeastSquaresTest {
  @Provide
  Arbitrary<Shape> tall() {
    return LinearAlgebra.tall();
  }

  /// What is missing stands upright on the columns: `Aᵀ·(A·X − B) = 0`.
  @Property(tries = 50, seed = "93")
  void solvesTheNormalEquations(@ForAll("tall") Shape shape, @ForAll long seed) {
    NDArray a = LinearAlgebra.conditioned(shape, seed);
    NDArray b = LinearAlgebra.any(MatrixParts.append(MatrixParts.leading(shape, 1), 2), ~seed);
    Tensor p = Tensor.constant(a);
    Tensor x = LeastSquares.of(p, Tensor.constant(b));
    near(
        run(MatrixParts.product(p, p.matmul(x))),
        run(MatrixParts.product(p, Tensor.constant(b))),
        1e-13);
    OpContract.holds(formula((u, v) -> LeastSquares.of(u, v)), a, b);
  }

  @Example
  void aLineThroughThreePoints() {
    Tensor a = Tensor.matrix(new double[] {1, 0}, new double[] {1, 1}, new double[] {1, 2});
    near(run(LeastSquares.of(a, Tensor.vector(1, 2, 6))), NDArray.of(0.5, 2.5), 1e-14);
  }

  @Example
  void leadingAxesBroadcast() {
    Tensor a = variable(TensorType.f64(5, 4, 3));
    assertThat(LeastSquares.of(a, variable(TensorType.f64(4))).type())
        .isEqualTo(TensorType.f64(5, 3));
  }

  @Example
  void aMatrixThatABatchSharesIsDecomposedOnce() {
    NDArray a = LinearAlgebra.conditioned(Shape.of(4, 3), 5);
    LinearAlgebra.isSharedByABatch(LeastSquares::of, Qr.class, a);
    LinearAlgebra.isSharedByABatch(LeastSquares::of, TriangularSolve.class, a);
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> LeastSquares.of(variable(TensorType.f64(2, 3)), variable(TensorType.f64(2))),
        "leastsquares of f64[2,3] and f64[2]: 2 rows do not determine 3 unknowns");
    rejects(
        () -> LeastSquares.of(variable(TensorType.f64(3, 2)), variable(TensorType.f64(2))),
        "leastsquares of f64[3,2] and f64[2]: the matrix has 3 rows, but the right side 2");
  }
}
