package dev.adjoint.op;

import static dev.adjoint.op.LinearAlgebra.quotients;
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
import dev.adjoint.autodiff.ReverseMode;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
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
  void ofZeroThereIsAGradientToo() {
    for (Shape shape : List.of(Shape.of(4, 3), Shape.of(3, 4))) {
      NDArray zero = NDArray.full(new TensorType(DType.FLOAT64, shape), 0);
      OpContract.Formula f = formula(x -> rebuilt(Svd.of(x)).squared());
      assertThat(gradient(f, zero)).containsExactly(zero);
    }
  }

  @Example
  void gradientsCostNoQuotientsThatTheyDoNotNeed() {
    for (int[] shape : new int[][] {{4, 3}, {3, 3}, {3, 4}}) {
      assertThat(quotients(x -> Svd.of(x).s(), shape)).isZero();
      assertThat(quotients(x -> Svd.of(x).u(), shape)).isEqualTo(shape[0] > shape[1] ? 2 : 1);
      assertThat(quotients(x -> Svd.of(x).vt(), shape)).isEqualTo(shape[0] < shape[1] ? 2 : 1);
    }
  }

  /// A cotangent of zeros is known to be one and costs nothing; one of ones is no such thing.
  @Example
  void aConstantCotangentOfTheVectorsCounts() {
    for (Shape shape : List.of(Shape.of(4, 3), Shape.of(3, 4))) {
      NDArray a = LinearAlgebra.any(shape, 11);
      near(
          ofOnes(x -> Svd.of(x).u(), a),
          gradient(formula(x -> Svd.of(x).u()), a).getFirst(),
          1e-12);
      near(
          ofOnes(x -> Svd.of(x).vt(), a),
          gradient(formula(x -> Svd.of(x).vt()), a).getFirst(),
          1e-12);
    }
  }

  private static NDArray ofOnes(UnaryOperator<Tensor> f, NDArray a) {
    Tensor x = variable(a.type());
    Tensor y = f.apply(x);
    List<Tensor> xBar =
        ReverseMode.pullback(List.of(y), List.of(Tensor.ones(y.type())), List.of(x));
    return Interpreter.run(Graph.of(List.of(x), xBar), List.of(a)).getFirst();
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
