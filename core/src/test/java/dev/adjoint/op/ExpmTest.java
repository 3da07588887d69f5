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

final class ExpmTest {
  @Provide
  Arbitrary<Shape> squares() {
    return LinearAlgebra.squares();
  }

  /// `e^A = V·diag(e^w)·Vᵀ` for symmetric `A`.
  @Property(tries = 40, seed = "95")
  void ofSymmetricMatricesItIsOfTheirEigenvalues(
      @ForAll("squares") Shape shape, @ForAll long seed) {
    NDArray a = LinearAlgebra.definite(shape, seed);
    Eigh.Result e = Eigh.of(Tensor.constant(a));
    near(
        run(Expm.of(Tensor.constant(a))),
        run(
            e.vectors()
                .times(MatrixParts.row(e.values().exp()))
                .matmul(Transpose.lastTwo(e.vectors()))),
        1e-12);
    LinearAlgebra.isBatched(new Expm(), a);
  }

  @Property(tries = 30, seed = "96")
  void gradients(@ForAll("squares") Shape shape, @ForAll long seed) {
    OpContract.holds(formula(Expm::of), LinearAlgebra.any(shape, seed));
  }

  @Example
  void rotationsByHand() {
    double t = 20;
    Tensor a = Tensor.matrix(new double[] {0, -t}, new double[] {t, 0});
    near(
        run(Expm.of(a)),
        LinearAlgebra.matrix(
            new double[] {Math.cos(t), -Math.sin(t)}, new double[] {Math.sin(t), Math.cos(t)}),
        1e-13);
    Tensor nilpotent = Tensor.matrix(new double[] {0, 1e6}, new double[] {0, 0});
    assertThat(run(Expm.of(nilpotent)))
        .isEqualTo(LinearAlgebra.matrix(new double[] {1, 1e6}, new double[] {0, 1}));
  }

  /// The gradient is linear: a huge cotangent costs no digits.
  @Example
  void theSizeOfTheCotangentDoesNotMatter() {
    NDArray a = LinearAlgebra.any(Shape.of(3, 3), 4);
    near(
        gradient(formula(x -> Expm.of(x).times(1e12)), a).getFirst(),
        run(Tensor.constant(gradient(formula(Expm::of), a).getFirst()).times(1e12)),
        1e-14);
  }

  @Example
  void largeMatricesToo() {
    NDArray a = LinearAlgebra.any(Shape.of(60, 60), 4);
    Tensor x = Tensor.constant(a);
    near(run(Expm.of(x).matmul(Expm.of(x.negate()))), run(MatrixParts.identity(a.type())), 1e-10);
  }

  @Example
  void whatIsNotFiniteIsNaN() {
    assertThat(run(Expm.of(Tensor.matrix(new double[] {Double.POSITIVE_INFINITY}))).item()).isNaN();
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> Expm.of(variable(TensorType.f64(2, 3))),
        "expm of f64[2,3]: wants square matrices, but 2 rows and 3 columns differ");
  }
}
