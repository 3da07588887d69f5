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
import dev.adjoint.autodiff.ReverseMode;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class EighTest {
  @Provide
  Arbitrary<Shape> squares() {
    return LinearAlgebra.squares();
  }

  @Property(tries = 60, seed = "89")
  void isADecomposition(@ForAll("squares") Shape shape, @ForAll long seed) {
    NDArray a = LinearAlgebra.definite(shape, seed);
    Eigh.Result e = Eigh.of(Tensor.constant(a));
    LinearAlgebra.isNear(rebuilt(e), a);
    LinearAlgebra.hasOrthonormalColumns(e.vectors());
    LinearAlgebra.isBatched(new Eigh(), a);
  }

  private static Tensor rebuilt(Eigh.Result e) {
    Tensor scaled = e.vectors().times(MatrixParts.row(e.values()));
    return scaled.matmul(Transpose.lastTwo(e.vectors()));
  }

  /// Signs are fixed, so that of distinct values the vectors themselves have gradients.
  @Property(tries = 30, seed = "90")
  void gradients(@ForAll("squares") Shape shape, @ForAll long seed) {
    NDArray a = LinearAlgebra.definite(shape, seed);
    OpContract.holds(formula(x -> Eigh.of(x).values().squared()), a);
    OpContract.holds(formula(x -> Eigh.of(x).vectors()), a);
  }

  /// `∂λ/∂A = v·vᵀ`.
  @Example
  void theGradientOfAValueIsTheSquareOfItsVector() {
    NDArray a = LinearAlgebra.definite(Shape.of(4, 4), 7);
    Tensor v = Eigh.of(Tensor.constant(a)).vectors().slice(1, 1, 2);
    near(
        gradient(formula(x -> Eigh.of(x).values().slice(0, 1, 2)), a).getFirst(),
        run(v.matmul(Transpose.of(v))),
        1e-14);
  }

  @Example
  void equalValuesHaveFiniteGradients() {
    NDArray identity = run(MatrixParts.identity(TensorType.f64(3, 3)));
    near(gradient(formula(x -> Eigh.of(x).values()), identity).getFirst(), identity, 1e-15);
    near(
        gradient(formula(x -> rebuilt(Eigh.of(x)).squared()), identity).getFirst(),
        run(Tensor.constant(identity).times(2)),
        1e-15);
    Tensor pair =
        OpContract.second(formula(x -> Eigh.of(x).values()), identity).stream()
            .map(Tensor::constant)
            .findFirst()
            .orElseThrow();
    assertThat(run(pair).toDoubleArray()).doesNotContain(Double.NaN);
  }

  @Example
  void ofZeroThereIsAGradientToo() {
    NDArray zero = NDArray.full(TensorType.f64(3, 3), 0);
    assertThat(gradient(formula(x -> rebuilt(Eigh.of(x)).squared()), zero)).containsExactly(zero);
  }

  /// By convention: the vectors of equal values have no derivative of their own.
  @Example
  void theVectorsOfEqualValuesAreTakenAsFixed() {
    NDArray identity = run(MatrixParts.identity(TensorType.f64(2, 2)));
    Tensor weights = Tensor.matrix(new double[] {1, 2}, new double[] {5, 3});
    OpContract.within(
        gradient(formula(x -> Eigh.of(x).vectors().times(weights)), identity).getFirst(),
        NDArray.full(identity.type(), 0),
        0);
  }

  @Example
  void valuesAreEqualUpToTheRoundingOfTheirDType() {
    Tensor weights = Tensor.matrix(new double[] {1, 2}, new double[] {5, 3});
    NDArray apart = NDArray.of(1.0, 0, 0, 1 + 1e-9).reshape(2, 2);
    NDArray xBar = gradient(formula(x -> Eigh.of(x).vectors().times(weights)), apart).getFirst();
    assertThat(Math.abs(xBar.value(1))).isGreaterThan(1e8);
    NDArray equal = NDArray.of(1f, 0f, 0f, Math.nextUp(1f)).reshape(2, 2);
    OpContract.within(
        gradient(formula(x -> Eigh.of(x).vectors().times(weights.cast(x.dtype()))), equal)
            .getFirst(),
        NDArray.full(equal.type(), 0),
        0);
  }

  /// A unit in the last place of the sum, as documented: here 2 of those of each.
  @Example
  void valuesOfEitherSignAreEqualUpToAUnitOfTheirSum() {
    for (double sign : new double[] {1, -1}) {
      double unit = Math.ulp(1.0);
      assertThat(turning(NDArray.of(sign, 0, 0, sign * (1 + 2 * unit)))).isZero();
      assertThat(turning(NDArray.of(sign, 0, 0, sign * (1 + 3 * unit)))).isGreaterThan(1e14);
      float single = Math.ulp(1f);
      float s = (float) sign;
      assertThat(turning(NDArray.of(s, 0, 0, s * (1 + 2 * single)))).isZero();
      assertThat(turning(NDArray.of(s, 0, 0, s * (1 + 3 * single)))).isGreaterThan(1e5);
    }
  }

  /// How much the vectors of a diagonal matrix move with the element beside the diagonal.
  private static double turning(NDArray elements) {
    Tensor weights = Tensor.matrix(new double[] {1, 2}, new double[] {5, 3});
    OpContract.Formula f = formula(x -> Eigh.of(x).vectors().times(weights.cast(x.dtype())));
    return Math.abs(gradient(f, elements.reshape(2, 2)).getFirst().value(1));
  }

  @Example
  void valuesAloneCostNoQuotients() {
    assertThat(LinearAlgebra.quotients(x -> Eigh.of(x).values(), 3, 3)).isZero();
    assertThat(LinearAlgebra.quotients(x -> Eigh.of(x).vectors(), 3, 3)).isEqualTo(1);
  }

  /// A cotangent of zeros is known to be one and costs nothing; one of ones is no such thing.
  @Example
  void aConstantCotangentOfTheVectorsCounts() {
    NDArray a = LinearAlgebra.definite(Shape.of(3, 3), 11);
    Tensor x = variable(a.type());
    List<Tensor> vectors = List.of(Eigh.of(x).vectors());
    List<Tensor> xBar = ReverseMode.pullback(vectors, List.of(Tensor.ones(a.type())), List.of(x));
    near(
        Interpreter.run(Graph.of(List.of(x), xBar), List.of(a)).getFirst(),
        gradient(formula(v -> Eigh.of(v).vectors()), a).getFirst(),
        1e-12);
  }

  /// Two of the three values are equal but for rounding; what they span is differentiable.
  @Example
  void theSpaceOfEqualValuesHasAGradient() {
    Tensor q = Qr.of(Tensor.constant(LinearAlgebra.any(Shape.of(3, 3), 5))).q();
    Tensor d = MatrixParts.diagonal(Tensor.vector(1, 1, 4));
    NDArray a = run(q.matmul(d).matmul(Transpose.of(q)));
    near(
        gradient(formula(x -> projection(x, 0, 2).squared()), a).getFirst(),
        gradient(
                formula(x -> MatrixParts.identity(x.type()).minus(projection(x, 2, 3)).squared()),
                a)
            .getFirst(),
        1e-12);
  }

  private static Tensor projection(Tensor a, int from, int to) {
    Tensor v = Eigh.of(a).vectors().slice(1, from, to);
    return v.matmul(Transpose.of(v))
        .times(
            Tensor.matrix(new double[] {1, 2, 3}, new double[] {0, 1, -2}, new double[] {4, 0, 1}));
  }

  @Example
  void theSymmetricPartIsTaken() {
    Tensor a = Tensor.matrix(new double[] {2, 2}, new double[] {0, 2});
    near(run(Eigh.of(a).values()), NDArray.of(1.0, 3), 1e-15);
    double h = Math.sqrt(0.5);
    near(
        run(Eigh.of(a).vectors()),
        LinearAlgebra.matrix(new double[] {h, h}, new double[] {-h, h}),
        1e-15);
  }

  @Example
  void largeMatricesToo() {
    NDArray a = LinearAlgebra.definite(Shape.of(60, 60), 3);
    Eigh.Result e = Eigh.of(Tensor.constant(a));
    LinearAlgebra.isNear(rebuilt(e), a);
    LinearAlgebra.hasOrthonormalColumns(e.vectors());
  }

  @Example
  void whatIsNotFiniteIsNaNByItself() {
    Tensor bad = Tensor.matrix(new double[] {1, Double.NaN}, new double[] {0, 1});
    Tensor good = Tensor.matrix(new double[] {1, 0}, new double[] {0, 2});
    Eigh.Result e = Eigh.of(Stack.of(0, bad, good));
    near(run(e.values()).reshape(4), NDArray.of(Double.NaN, Double.NaN, 1, 2), 0);
    assertThat(run(e.vectors().slice(0, 0, 1)).toDoubleArray()).containsOnly(Double.NaN);
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> Eigh.of(variable(TensorType.f64(2, 3))),
        "eigh of f64[2,3]: wants square matrices, but 2 rows and 3 columns differ");
  }
}
