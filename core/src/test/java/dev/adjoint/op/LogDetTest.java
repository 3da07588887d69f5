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

final class LogDetTest {
  @Provide
  Arbitrary<Shape> squares() {
    return LinearAlgebra.squares();
  }

  @Property(tries = 60, seed = "85")
  void isTheLogarithmOfTheDeterminant(@ForAll("squares") Shape shape, @ForAll long seed) {
    NDArray a = LinearAlgebra.definite(shape, seed);
    near(run(LogDet.of(Tensor.constant(a))), run(Det.of(Tensor.constant(a)).log()), 1e-13);
    OpContract.holds(formula(LogDet::of), a);
  }

  /// `∂ ln det A / ∂A = A⁻ᵀ`.
  @Example
  void theGradientIsTheInverseTransposed() {
    NDArray a = LinearAlgebra.conditioned(Shape.of(4, 4), 9);
    near(
        OpContract.gradient(formula(LogDet::of), a).getFirst(),
        run(Transpose.of(Inverse.of(Tensor.constant(a)))),
        1e-14);
  }

  @Example
  void singularAndNegative() {
    assertThat(run(LogDet.of(Tensor.matrix(new double[] {0}))).item())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(run(LogDet.of(Tensor.matrix(new double[] {-1}))).item()).isNaN();
    assertThat(new LogDet().batched()).contains(new LogDet());
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> LogDet.of(variable(TensorType.f64(2, 3))),
        "logdet of f64[2,3]: wants square matrices, but 2 rows and 3 columns differ");
  }
}
