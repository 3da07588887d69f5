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
import net.jqwik.api.constraints.IntRange;

final class MatrixPowerTest {
  @Provide
  Arbitrary<Shape> squares() {
    return LinearAlgebra.squares();
  }

  @Property(tries = 60, seed = "94")
  void isAProduct(
      @ForAll("squares") Shape shape,
      @ForAll @IntRange(min = -4, max = 9) int power,
      @ForAll long seed) {
    Tensor half = Tensor.constant(LinearAlgebra.conditioned(shape, seed)).times(0.5);
    NDArray a = run(half);
    Tensor factor = power < 0 ? Inverse.of(half) : half;
    Tensor product = MatrixParts.identity(a.type());
    for (int k = 0; k < Math.abs(power); k++) {
      product = product.matmul(factor);
    }
    near(run(MatrixPower.of(Tensor.constant(a), power)), run(product), 1e-12);
    OpContract.holds(formula(x -> MatrixPower.of(x, power)), a);
  }

  @Example
  void powersTakeFewProducts() {
    assertThat(
            OpContract.listing(
                formula(x -> new MatrixPower(5).expand(java.util.List.of(x))),
                TensorType.f64(2, 2)))
        .isEqualTo(
            """
            %1: f64[2,2] = MatMul %0 %0
            %2: f64[2,2] = MatMul %1 %1
            %3: f64[2,2] = MatMul %2 %0\
            """);
    assertThat(run(MatrixPower.of(Tensor.matrix(new double[] {-1}), Integer.MIN_VALUE)).item())
        .isEqualTo(1);
    assertThat(new MatrixPower(3).batched()).contains(new MatrixPower(3));
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> MatrixPower.of(variable(TensorType.f64(2, 3)), 2),
        "matrixpower of f64[2,3]: wants square matrices, but 2 rows and 3 columns differ");
  }
}
