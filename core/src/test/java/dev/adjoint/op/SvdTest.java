package dev.adjoint.op;

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

final class SvdTest {
  @Provide
  Arbitrary<Shape> tall() {
    return LinearAlgebra.tall();
  }

  private static NDArray matrix(Shape tall, boolean wide, long seed) {
    Tensor a = Tensor.constant(LinearAlgebra.conditioned(tall, seed));
    return run(wide ? Transpose.lastTwo(a) : a);
  }

  @Property(tries = 60, seed = "91")
  void isADecomposition(@ForAll("tall") Shape shape, @ForAll boolean wide, @ForAll long seed) {
    NDArray a = matrix(shape, wide, seed);
    Svd.Result svd = Svd.of(Tensor.constant(a));
    LinearAlgebra.isNear(rebuilt(svd), a);
    LinearAlgebra.hasOrthonormalColumns(svd.u());
    LinearAlgebra.hasOrthonormalColumns(Transpose.lastTwo(svd.vt()));
    LinearAlgebra.isBatched(new Svd(), a);
  }

  private static Tensor rebuilt(Svd.Result svd) {
    return svd.u().times(MatrixParts.row(svd.s())).matmul(svd.vt());
  }

  /// Signs are fixed, so that of distinct values the vectors themselves have gradients.
  @Property(tries = 30, seed = "92")
  void gradients(@ForAll("tall") Shape shape, @ForAll boolean wide, @ForAll long seed) {
    NDArray a = matrix(shape, wide, seed);
    OpContract.holds(formula(x -> Svd.of(x).s().squared()), a);
    OpContract.holds(formula(x -> Svd.of(x).u()), a);
    OpContract.holds(formula(x -> Svd.of(x).vt()), a);
    OpContract.holds(formula(x -> rebuilt(Svd.of(x)).squared()), a);
  }

  /// `∂σ/∂A = u·vᵀ`.
  @Example
  void theGradientOfAValueIsTheProductOfItsVectors() {
    NDArray a = LinearAlgebra.conditioned(Shape.of(4, 3), 7);
    Svd.Result svd = Svd.of(Tensor.constant(a));
    near(
        gradient(formula(x -> Svd.of(x).s().slice(0, 1, 2)), a).getFirst(),
        run(svd.u().slice(1, 1, 2).matmul(svd.vt().slice(0, 1, 2))),
        1e-14);
  }

  @Example
  void equalAndZeroValuesHaveFiniteGradients() {
    NDArray identity = run(MatrixParts.identity(TensorType.f64(3, 3)));
    near(gradient(formula(x -> Svd.of(x).s()), identity).getFirst(), identity, 1e-15);
    near(
        gradient(formula(x -> rebuilt(Svd.of(x)).squared()), identity).getFirst(),
        run(Tensor.constant(identity).times(2)),
        1e-15);
    NDArray low = run(Tensor.ones(TensorType.f64(4, 3)));
    near(
        gradient(formula(x -> Svd.of(x).s().slice(0, 0, 1)), low).getFirst(),
        run(Tensor.full(TensorType.f64(4, 3), 1 / Math.sqrt(12))),
        1e-14);
    assertThat(gradient(formula(x -> Svd.of(x).u()), low).getFirst().toDoubleArray())
        .doesNotContain(Double.NaN);
  }

  @Example
  void largeMatricesToo() {
    NDArray a = LinearAlgebra.any(Shape.of(60, 90), 3);
    Svd.Result svd = Svd.of(Tensor.constant(a));
    LinearAlgebra.isNear(rebuilt(svd), a);
    LinearAlgebra.hasOrthonormalColumns(svd.u());
  }

  @Example
  void whatIsNotFiniteIsNaN() {
    Svd.Result svd = Svd.of(Tensor.full(TensorType.f64(2, 3), Double.NaN));
    assertThat(run(svd.u()).toDoubleArray()).containsOnly(Double.NaN);
    assertThat(run(svd.s()).toDoubleArray()).containsOnly(Double.NaN);
    assertThat(run(svd.vt()).toDoubleArray()).containsOnly(Double.NaN);
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> Svd.of(variable(TensorType.f64(3))),
        "svd of f64[3]: wants a matrix or a batch of them, rank 2 or more");
    rejects(
        () -> Svd.of(variable(TensorType.bool(3, 2))),
        "svd of bool[3,2]: wants f32 or f64; convert with Cast.of(x, dtype)");
  }
}
