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

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class CholeskyTest {
  @Provide
  Arbitrary<Shape> squares() {
    return LinearAlgebra.squares();
  }

  @Property(tries = 60, seed = "80")
  void isAFactor(@ForAll("squares") Shape shape, @ForAll long seed) {
    NDArray a = LinearAlgebra.definite(shape, seed);
    Tensor l = Cholesky.of(Tensor.constant(a));
    LinearAlgebra.isNear(l.matmul(Transpose.lastTwo(l)), a);
    assertThat(run(l)).isEqualTo(run(MatrixParts.lower(l, false)));
    OpContract.holds(formula(Cholesky::of), a);
    LinearAlgebra.isBatched(new Cholesky(), a);
  }

  @Example
  void largeMatricesToo() {
    NDArray a = LinearAlgebra.definite(Shape.of(60, 60), 3);
    Tensor l = Cholesky.of(Tensor.constant(a));
    LinearAlgebra.isNear(l.matmul(Transpose.lastTwo(l)), a);
  }

  @Example
  void twoByTwoByHand() {
    NDArray a = matrix(new double[] {4, 2}, new double[] {2, 10});
    assertThat(run(Cholesky.of(Tensor.constant(a))))
        .isEqualTo(matrix(new double[] {2, 0}, new double[] {1, 3}));
    // l₁₁ = √a, l₂₁ = b/√a, l₂₂ = √(c − b²/a); b is half of each of the two off the diagonal.
    near(
        gradient(formula(Cholesky::of), a).getFirst(),
        matrix(
            new double[] {0.25 - 0.125 + 1.0 / 24, 0.25 - 1.0 / 12},
            new double[] {0.25 - 1.0 / 12, 1.0 / 6}),
        1e-15);
  }

  @Example
  void theSymmetricPartIsTaken() {
    NDArray a = matrix(new double[] {4, 3}, new double[] {1, 10});
    assertThat(run(Cholesky.of(Tensor.constant(a))))
        .isEqualTo(matrix(new double[] {2, 0}, new double[] {1, 3}));
  }

  @Example
  void whatIsNotPositiveDefiniteIsNaNByItself() {
    Tensor bad = Tensor.matrix(new double[] {1, 2}, new double[] {2, 1});
    Tensor good = Tensor.matrix(new double[] {4, 0}, new double[] {0, 1});
    near(
        run(Cholesky.of(Stack.of(0, bad, good))).reshape(8),
        NDArray.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 2, 0, 0, 1),
        0);
  }

  @Example
  void singlePrecisionIsRoundedOnce() {
    NDArray a = LinearAlgebra.definite(Shape.of(4, 4), 5).cast(DType.FLOAT32);
    assertThat(run(Cholesky.of(Tensor.constant(a))))
        .isEqualTo(run(Cholesky.of(Tensor.constant(a.cast(DType.FLOAT64)))).cast(DType.FLOAT32));
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> Cholesky.of(variable(TensorType.f64(5, 2, 3))),
        "cholesky of f64[5,2,3]: wants square matrices, but 2 rows and 3 columns differ");
    rejects(
        () -> Cholesky.of(variable(TensorType.f64(3))),
        "cholesky of f64[3]: wants a matrix or a batch of them, rank 2 or more");
    rejects(
        () -> Cholesky.of(variable(TensorType.i32(2, 2))),
        "cholesky of i32[2,2]: wants f32 or f64; convert with Cast.of(x, dtype)");
    rejects(applied(new Cholesky()), "cholesky: wants 1 input, but got 0");
  }
}
