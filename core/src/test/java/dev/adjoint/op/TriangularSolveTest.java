package dev.adjoint.op;

import static dev.adjoint.op.LinearAlgebra.matrix;
import static dev.adjoint.op.OpContract.applied;
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

final class TriangularSolveTest {
  @Provide
  Arbitrary<Shape> squares() {
    return LinearAlgebra.squares();
  }

  @Property(tries = 60, seed = "81")
  void solvesTheSystem(
      @ForAll("squares") Shape shape,
      @ForAll boolean lower,
      @ForAll boolean transposed,
      @ForAll boolean unit,
      @ForAll long seed) {
    NDArray a = LinearAlgebra.conditioned(shape, seed);
    Shape columns = MatrixParts.append(MatrixParts.leading(shape, 1), 2);
    NDArray b = LinearAlgebra.any(columns, ~seed);
    Tensor x = solve(Tensor.constant(a), Tensor.constant(b), lower, transposed, unit);
    Tensor part = part(Tensor.constant(a), lower, unit);
    LinearAlgebra.isNear((transposed ? Transpose.lastTwo(part) : part).matmul(x), b);
    OpContract.holds(formula((p, q) -> solve(p, q, lower, transposed, unit)), a, b);
    LinearAlgebra.isBatched(new TriangularSolve(lower, transposed, unit), a, b);
  }

  private static Tensor solve(Tensor a, Tensor b, boolean lower, boolean transposed, boolean unit) {
    return TriangularSolve.of(a, b, lower, transposed, unit);
  }

  private static Tensor part(Tensor a, boolean lower, boolean unit) {
    Tensor triangle = lower ? MatrixParts.lower(a, unit) : MatrixParts.upper(a, unit);
    return unit ? triangle.plus(MatrixParts.identity(a.type())) : triangle;
  }

  @Example
  void theOtherTriangleIsNotRead() {
    NDArray a = matrix(new double[] {2, Double.NaN}, new double[] {1, 4});
    Tensor x = TriangularSolve.lower(Tensor.constant(a), Tensor.vector(2, 9));
    assertThat(run(x)).isEqualTo(NDArray.of(1.0, 2));
    Tensor y = TriangularSolve.upper(Transpose.of(Tensor.constant(a)), Tensor.vector(6, 8));
    assertThat(run(y)).isEqualTo(NDArray.of(2.0, 2));
    near(
        OpContract.gradient(formula((p, q) -> TriangularSolve.lower(p, q)), a, NDArray.of(2.0, 9))
            .getFirst(),
        matrix(new double[] {-0.375, 0}, new double[] {-0.25, -0.5}),
        1e-15);
  }

  @Example
  void leadingAxesBroadcast() {
    Tensor a = variable(TensorType.f64(5, 1, 3, 3));
    assertThat(TriangularSolve.lower(a, variable(TensorType.f64(2, 3, 4))).type())
        .isEqualTo(TensorType.f64(5, 2, 3, 4));
    assertThat(TriangularSolve.lower(a, variable(TensorType.f64(3))).type())
        .isEqualTo(TensorType.f64(5, 1, 3));
  }

  @Example
  void aZeroOnTheDiagonalDividesByZero() {
    NDArray a = matrix(new double[] {0, 0}, new double[] {1, 1});
    near(
        run(TriangularSolve.lower(Tensor.constant(a), Tensor.vector(1, 1))),
        NDArray.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
        0);
  }

  @Example
  void aMatrixThatABatchSharesIsNotRepeated() {
    NDArray a = LinearAlgebra.conditioned(Shape.of(3, 3), 5);
    LinearAlgebra.isSharedByABatch(TriangularSolve::upper, TriangularSolve.class, a);
  }

  @Example
  void otherTypesAreErrors() {
    Tensor a = variable(TensorType.f64(3, 3));
    rejects(
        () -> TriangularSolve.lower(a, variable(TensorType.f64(2))),
        "triangularsolve of f64[3,3] and f64[2]: the matrix has 3 rows, but the right side 2");
    rejects(
        () -> TriangularSolve.lower(a, variable(TensorType.f32(3))),
        "triangularsolve of f64[3,3] and f32[3]: dtypes differ; convert one with Cast.of(x, dtype)");
    rejects(
        () -> TriangularSolve.lower(a, variable(TensorType.f64())),
        "triangularsolve of f64[3,3] and f64[]: the right side must be a vector or columns of a matrix");
    rejects(
        () ->
            TriangularSolve.lower(
                variable(TensorType.f64(2, 3, 3)), variable(TensorType.f64(4, 3, 1))),
        "triangularsolve of f64[2,3,3] and f64[4,3,1]: leading axes: shapes [2] and [4] do not broadcast: axis -1 is 2 in one and 4 in the other");
    rejects(
        applied(new TriangularSolve(true, false, false), TensorType.f64(3, 3), TensorType.f64(3)),
        "triangularsolve of f64[3,3] and f64[3]: leading axes differ; use TriangularSolve.of, which broadcasts them");
  }
}
