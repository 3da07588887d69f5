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

final class QrTest {
  @Provide
  Arbitrary<Shape> tall() {
    return LinearAlgebra.tall();
  }

  @Property(tries = 60, seed = "87")
  void isADecomposition(@ForAll("tall") Shape shape, @ForAll long seed) {
    NDArray a = LinearAlgebra.conditioned(shape, seed);
    Qr.Result qr = Qr.of(Tensor.constant(a));
    LinearAlgebra.isNear(qr.q().matmul(qr.r()), a);
    LinearAlgebra.hasOrthonormalColumns(qr.q());
    assertThat(run(qr.r())).isEqualTo(run(MatrixParts.upper(qr.r(), false)));
    LinearAlgebra.isBatched(new Qr(), a);
  }

  @Property(tries = 40, seed = "88")
  void gradients(@ForAll("tall") Shape shape, @ForAll long seed) {
    NDArray a = LinearAlgebra.conditioned(shape, seed);
    OpContract.holds(formula(x -> Qr.of(x).q()), a);
    OpContract.holds(formula(x -> Qr.of(x).r()), a);
  }

  /// `A = Q·R` says that a function of the product has the gradient of the function itself.
  @Example
  void bothFactorsTogetherAreTheMatrix() {
    NDArray a = LinearAlgebra.conditioned(Shape.of(4, 3), 2);
    near(
        OpContract.gradient(formula(x -> Qr.of(x).q().matmul(Qr.of(x).r()).squared()), a)
            .getFirst(),
        run(Tensor.constant(a).times(2)),
        1e-14);
  }

  @Example
  void largeMatricesToo() {
    NDArray a = LinearAlgebra.any(Shape.of(90, 60), 3);
    Qr.Result qr = Qr.of(Tensor.constant(a));
    near(run(qr.q().matmul(qr.r())), a, 1e-13);
    LinearAlgebra.hasOrthonormalColumns(qr.q());
  }

  @Example
  void byHand() {
    Tensor a = Tensor.matrix(new double[] {-3, 5}, new double[] {4, 0});
    near(run(Qr.of(a).q()), matrix(new double[] {-0.6, 0.8}, new double[] {0.8, 0.6}), 1e-15);
    near(run(Qr.of(a).r()), matrix(new double[] {5, -3}, new double[] {0, 4}), 1e-15);
  }

  @Example
  void lowRankAndNotFinite() {
    Qr.Result zeros = Qr.of(Tensor.zeros(TensorType.f64(3, 2)));
    LinearAlgebra.hasOrthonormalColumns(zeros.q());
    assertThat(run(zeros.r())).isEqualTo(run(Tensor.zeros(TensorType.f64(2, 2))));
    Qr.Result nan = Qr.of(Tensor.full(TensorType.f64(3, 2), Double.POSITIVE_INFINITY));
    assertThat(run(nan.q()).toDoubleArray()).containsOnly(Double.NaN);
    assertThat(run(nan.r()).toDoubleArray()).containsOnly(Double.NaN);
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> Qr.of(variable(TensorType.f64(2, 3))),
        "qr of f64[2,3]: wants no fewer rows than columns, but 2 < 3; decompose the transpose, or the first 2 columns");
    rejects(
        () -> Qr.of(variable(TensorType.f64(3))),
        "qr of f64[3]: wants a matrix or a batch of them, rank 2 or more");
  }
}
