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
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class CofactorsTest {
  @Provide
  Arbitrary<Shape> squares() {
    return LinearAlgebra.squares();
  }

  @Property(tries = 60, seed = "97")
  void transposedTheyAreTheAdjugate(@ForAll("squares") Shape shape, @ForAll long seed) {
    NDArray a = LinearAlgebra.conditioned(shape, seed);
    Tensor x = Tensor.constant(a);
    near(
        run(x.matmul(Transpose.lastTwo(Cofactors.of(x)))),
        run(MatrixParts.number(Det.of(x)).times(MatrixParts.identity(a.type()))),
        1e-13);
    OpContract.holds(formula(v -> Cofactors.of(v).squared()), a);
    LinearAlgebra.isBatched(new Cofactors(), a);
  }

  /// Matrices of every rank, by their definition.
  @Property(tries = 60, seed = "98")
  void areDeterminantsOfTheRest(
      @ForAll @IntRange(min = 2, max = 5) int n,
      @ForAll @IntRange(max = 5) int rank,
      @ForAll long seed) {
    NDArray left = LinearAlgebra.any(Shape.of(n, Math.min(rank, n)), seed);
    NDArray right = LinearAlgebra.any(Shape.of(Math.min(rank, n), n), ~seed);
    Tensor a = Tensor.constant(run(Tensor.constant(left).matmul(Tensor.constant(right))));
    OpContract.within(
        run(Cofactors.of(a)),
        OpContract.naive(
            dev.adjoint.array.DType.FLOAT64, Shape.of(n, n), at -> cofactor(a, at[0], at[1])),
        1e-13);
  }

  private static double cofactor(Tensor a, int i, int j) {
    Tensor rest = without(without(a, 0, i), 1, j);
    return ((i + j) % 2 == 0 ? 1 : -1) * run(Det.of(rest)).item();
  }

  private static Tensor without(Tensor a, int axis, int position) {
    int[] kept = IntStream.range(0, a.shape().size(axis)).filter(k -> k != position).toArray();
    return Gather.of(a, Tensor.constant(NDArray.of(kept)), axis);
  }

  @Example
  void byHand() {
    assertThat(run(Cofactors.of(Tensor.matrix(new double[] {0}))))
        .isEqualTo(matrix(new double[] {1}));
    near(
        run(Cofactors.of(Tensor.matrix(new double[] {1, 2}, new double[] {3, 4}))),
        matrix(new double[] {4, -3}, new double[] {-2, 1}),
        1e-15);
    assertThat(run(Cofactors.of(Tensor.matrix(new double[] {Double.NaN}))).item()).isNaN();
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> Cofactors.of(variable(TensorType.f64(2, 3))),
        "cofactors of f64[2,3]: wants square matrices, but 2 rows and 3 columns differ");
  }
}
