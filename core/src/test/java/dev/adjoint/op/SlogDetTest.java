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

final class SlogDetTest {
  @Provide
  Arbitrary<Shape> squares() {
    return LinearAlgebra.squares();
  }

  @Property(tries = 60, seed = "84")
  void isTheDeterminant(@ForAll("squares") Shape shape, @ForAll long seed) {
    NDArray a = LinearAlgebra.conditioned(shape, seed);
    Tensor x = a.count() == 0 ? Tensor.constant(a) : Slice.flip(Tensor.constant(a), -1);
    SlogDet.Result det = SlogDet.of(x);
    near(run(det.sign().times(det.logAbs().exp())), run(Det.of(x)), 1e-13);
    OpContract.holds(
        formula(v -> SlogDet.of(v).sign().plus(SlogDet.of(v).logAbs().squared())), run(x));
    LinearAlgebra.isBatched(new SlogDet(), a);
  }

  /// `∂ ln |det A| / ∂A = A⁻ᵀ`.
  @Example
  void theGradientIsTheInverseTransposed() {
    NDArray a = LinearAlgebra.conditioned(Shape.of(4, 4), 9);
    near(
        OpContract.gradient(formula(v -> SlogDet.of(v).logAbs()), a).getFirst(),
        run(Transpose.of(Inverse.of(Tensor.constant(a)))),
        1e-14);
  }

  @Example
  void whatOverflowsHasALogarithm() {
    Tensor a = MatrixParts.diagonal(Tensor.full(TensorType.f64(100), -1e10));
    assertThat(run(SlogDet.of(a).logAbs()).item()).isEqualTo(1000 * Math.log(10), byUlps());
    assertThat(run(SlogDet.of(a).sign()).item()).isEqualTo(1);
    assertThat(run(SlogDet.of(a.slice(0, 0, 99).slice(1, 0, 99)).sign()).item()).isEqualTo(-1);
  }

  private static org.assertj.core.data.Offset<Double> byUlps() {
    return org.assertj.core.api.Assertions.within(1e-11);
  }

  @Example
  void singularAndNotFinite() {
    Tensor a = Tensor.matrix(new double[] {1, 2}, new double[] {2, 4});
    assertThat(run(SlogDet.of(a).sign()).item()).isZero();
    assertThat(run(SlogDet.of(a).logAbs()).item()).isEqualTo(Double.NEGATIVE_INFINITY);
    Tensor b = Tensor.matrix(new double[] {1, 2}, new double[] {2, Double.POSITIVE_INFINITY});
    assertThat(run(SlogDet.of(b).sign()).item()).isNaN();
    assertThat(run(SlogDet.of(b).logAbs()).item()).isNaN();
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> SlogDet.of(variable(TensorType.f64(2, 3))),
        "slogdet of f64[2,3]: wants square matrices, but 2 rows and 3 columns differ");
  }
}
