package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.valueAndGrad;
import static dev.adjoint.Adjoint.valueAndGradAux;
import static dev.adjoint.Adjoint.vjp;
import static dev.adjoint.Near.number;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Greater;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AdjointTest {
  // ---- what is computed beside the value

  @Test
  void whatIsComputedOnTheWayIsNotDifferentiated() {
    // value x·y² of y = 2x, beside it y and the argument itself
    record Seen(Tensor y, Tensor x) {}
    var found =
        valueAndGradAux(
                (Tensor x) -> {
                  Tensor y = x.times(2);
                  return new Aux<>(x.times(y.squared()), new Seen(y, x));
                })
            .apply(scalar(3));
    assertThat(number(found.value())).isEqualTo(108);
    assertThat(number(found.grad())).isEqualTo(108); // 12 x²
    assertThat(number(found.aux().y())).isEqualTo(6);
    assertThat(number(found.aux().x())).isEqualTo(3);
  }

  @Test
  void whatIsComputedBesideAGradientHasOneOfItsOwn() {
    Function<Tensor, Tensor> slopeTimesRest =
        x -> {
          var found =
              valueAndGradAux((Tensor y) -> new Aux<>(y.squared(), y.times(y).times(y))).apply(x);
          return found.grad().times(found.aux());
        };
    assertThat(number(grad(slopeTimesRest).apply(scalar(2)))).isEqualTo(64); // of 2x · x³
  }

  // ---- which variable is meant

  @Test
  void nestedGradientsWithCapturedVariables() {
    // d/dx [x · d/dy (x + y)] = 1
    assertThat(
            number(
                grad((Tensor x) -> x.times(grad((Tensor y) -> x.plus(y)).apply(scalar(1))))
                    .apply(scalar(1))))
        .isEqualTo(1);
    // d/dx [x · d/dy (x · y)] = 2x
    assertThat(
            number(
                grad((Tensor x) -> x.times(grad((Tensor y) -> x.times(y)).apply(scalar(2))))
                    .apply(scalar(3))))
        .isEqualTo(6);
    // d/dx [d/dy (x · y²) at y = x] = d/dx 2x² = 4x
    assertThat(
            number(
                grad((Tensor x) -> grad((Tensor y) -> x.times(y.squared())).apply(x))
                    .apply(scalar(3))))
        .isEqualTo(12);
    // three deep: d/dx d/dy d/dz (x·y·z)² at z = y = x
    Function<Tensor, Tensor> f =
        x ->
            grad((Tensor y) -> grad((Tensor z) -> x.times(y).times(z).squared()).apply(y)).apply(x);
    // inner: 2x²y²z at z = y is 2x²y³; its derivative in y is 6x²y², at y = x 6x⁴; in x 24x³
    assertThat(number(grad(f).apply(scalar(2)))).isEqualTo(192);
  }

  @Test
  void anArgumentThatIsAlsoCapturedIsTwoThings() {
    Tensor c = scalar(3);
    assertThat(number(grad((Tensor x) -> x.times(c)).apply(c))).isEqualTo(3);
    Function<Tensor, Tensor> outer = v -> grad((Tensor x) -> x.times(v)).apply(v);
    assertThat(number(grad(outer).apply(scalar(5)))).isEqualTo(1);
  }

  @Test
  void aCapturedTensorReturnedAsItIsHasTheGradientZero() {
    Tensor c = scalar(3).times(2);
    var found = valueAndGrad((Tensor x) -> c).apply(vector(1, 2));
    assertThat(number(found.value())).isEqualTo(6);
    assertThat(eval(found.grad())).isEqualTo(NDArray.of(0., 0));
    // and inside of another gradient the captured variable matters to the outer one alone
    assertThat(
            number(
                grad((Tensor x) -> valueAndGrad((Tensor y) -> x.squared()).apply(scalar(1)).value())
                    .apply(scalar(4))))
        .isEqualTo(8);
  }

  @Test
  void anArgumentReturnedAsItIs() {
    assertThat(number(grad((Tensor x) -> x).apply(scalar(7)))).isEqualTo(1);
    assertThat(number(compile((Tensor x) -> x).apply(scalar(7)))).isEqualTo(7);
    assertThat(number(grad(grad((Tensor x) -> x)).apply(scalar(7)))).isEqualTo(0);
  }

  @Test
  void aTensorUsedTwiceGetsBothCotangents() {
    assertThat(number(grad((Tensor x) -> x.times(x)).apply(scalar(3)))).isEqualTo(6);
    assertThat(number(grad((Tensor x) -> x.plus(x)).apply(scalar(3)))).isEqualTo(2);
    Tensor x = scalar(3);
    List<Tensor> twice =
        grad((List<Tensor> xs) -> xs.get(0).times(xs.get(1)).plus(xs.get(0))).apply(List.of(x, x));
    assertThat(twice.stream().map(Near::number)).containsExactly(4.0, 3.0);
  }

  @Test
  void sharedFormulasAreWalkedOnce() {
    Function<Tensor, Tensor> f =
        x -> {
          Tensor y = x;
          for (int i = 0; i < 200; i++) {
            y = y.plus(y).times(.5);
          }
          return y;
        };
    assertThat(number(grad(f).apply(scalar(3)))).isEqualTo(1);
    assertThat(Adjoint.trace(grad(f), scalar(3)).nodes()).hasSizeLessThan(1500);
  }

  // ---- what has no gradient

  record Mixed(Tensor x, Tensor unused, Tensor whole, Tensor flag, String name) {}

  @Test
  void unusedInputsIntegersAndBooleansHaveTheGradientZeroInTheirOwnType() {
    var at =
        new Mixed(
            vector(1, 2),
            vector(3, 4, 5).cast(DType.FLOAT32),
            constant(NDArray.of(6, 7)),
            constant(NDArray.of(true, false)),
            "mixed");
    Mixed g =
        grad((Mixed m) -> m.x().times(m.whole().cast(DType.FLOAT64)).sum())
            .andThen(Adjoint::eval)
            .apply(at);
    assertThat(g.x().value()).isEqualTo(NDArray.of(6., 7));
    assertThat(g.unused().value()).isEqualTo(NDArray.of(0f, 0f, 0f));
    assertThat(g.whole().value()).isEqualTo(NDArray.of(0, 0));
    assertThat(g.flag().value()).isEqualTo(NDArray.of(false, false));
    assertThat(g.name()).isEqualTo("mixed");
  }

  // ---- the other transformations

  @Test
  void gradientsOfFunctionsOfTwoArgumentsAreByTheFirst() {
    BiFunction<Tensor, Tensor, Tensor> f = (a, b) -> a.squared().times(b);
    assertThat(number(grad(f).apply(scalar(3), scalar(5)))).isEqualTo(30);
    var found = valueAndGrad(f).apply(scalar(3), scalar(5));
    assertThat(number(found.value())).isEqualTo(45);
    assertThat(number(found.grad())).isEqualTo(30);
  }

  @Test
  void pullbackOfAFunctionWithSeveralOutputs() {
    record Pair(Tensor sum, List<Tensor> rest) {}
    Function<Tensor, Pair> f =
        x -> new Pair(x.sum(), List.of(x.squared(), Greater.of(x, scalar(1))));
    Vjp<Tensor, Pair> at = vjp(f, vector(1, 2));
    assertThat(number(at.value().sum())).isEqualTo(3);
    Tensor none = constant(NDArray.of(true, true));
    Tensor g = at.pullback().apply(new Pair(scalar(10), List.of(vector(1, 100), none)));
    assertThat(eval(g)).isEqualTo(NDArray.of(12., 410));
    // once more, with another cotangent
    g = at.pullback().apply(new Pair(scalar(0), List.of(vector(1, 0), none)));
    assertThat(eval(g)).isEqualTo(NDArray.of(2., 0));
  }

  @Test
  void pullbacksAreDifferentiable() {
    Function<Tensor, Tensor> f =
        c -> vjp((Tensor x) -> x.times(c).squared(), scalar(3)).pullback().apply(c);
    // c · 2xc² = 6c³
    assertThat(number(grad(f).apply(scalar(2)))).isEqualTo(72);
  }

  @Test
  void evalOfARecordComputesItsFormulas() {
    record Line(Tensor slope, Tensor intercept) {}
    Line line = eval(new Line(scalar(1).plus(1), vector(1, 2).times(3)));
    assertThat(line.slope().value().item()).isEqualTo(2);
    assertThat(line.intercept().value()).isEqualTo(NDArray.of(3., 6));
  }

  @Test
  void aGraphOfAFunctionPrints() {
    assertThat(
            Adjoint.trace(
                (List<Tensor> x) -> x.get(0).times(x.get(1)).plus(1),
                List.of(vector(1, 2), scalar(3))))
        .hasToString(
            """
            (%0: f64[2], %1: f64[]) {
              %2: f64[2] = BroadcastTo[shape=[2]] %1
              %3: f64[2] = Mul %0 %2
              %4: f64[2] = BroadcastTo[shape=[2]] 1.0
              %5: f64[2] = Add %3 %4
              return %5
            }\
            """);
    assertThat(Adjoint.program((Tensor x) -> x.times(2).plus(1), vector(1, 2)))
        .contains("Mul", "Add");
  }

  // ---- misuse

  @Test
  void gradientsNeedAFloatingPointScalar() {
    assertMisuse(
        () -> grad((Tensor x) -> x).apply(vector(new double[100]).cast(DType.FLOAT32)),
        "grad needs a scalar function, but it returned f32[100]; reduce it with sum() or mean(), or use vjp");
    assertMisuse(
        () -> valueAndGradAux((Tensor x) -> new Aux<>(x, x)).apply(vector(1, 2)),
        "valueAndGradAux needs a scalar function, but it returned f64[2]; reduce it with sum() or mean(), or use vjp");
    assertMisuse(
        () -> valueAndGrad((Tensor x) -> x).apply(vector(1, 2)),
        "valueAndGrad needs a scalar function, but it returned f64[2]; reduce it with sum() or mean(), or use vjp");
    assertMisuse(
        () -> grad((Tensor x) -> Greater.of(x, x)).apply(scalar(1)),
        "grad needs a function to f32[] or f64[], but it returned bool[]; only floating-point values have derivatives");
  }

  @Test
  void aPullbackNeedsACotangentOfTheValuesTypes() {
    var at = vjp((Tensor x) -> x.sum(), vector(1, 2));
    assertMisuse(
        () -> at.pullback().apply(vector(1, 2)),
        "vjp: the function's value is [f64[]], but the cotangent is [f64[2]]; give one of the same types");
  }

  @Test
  void evalNeedsNoFreeVariable() {
    Tensor x = Tensor.variable(TensorType.f64(2));
    assertMisuse(
        () -> eval(x.plus(1)),
        "eval of Add f64[2]: it depends on a variable, and inside a function that is traced there are no numbers yet; choose with Where.of or cond, loop with whileLoop");
    assertMisuse(
        () -> grad((Tensor y) -> scalar(eval(y).item())).apply(scalar(1)),
        "eval of variable f64[]: it depends on a variable, and inside a function that is traced there are no numbers yet");
  }

  @Test
  void aFormulaHasNoNumbers() {
    assertMisuse(
        () -> scalar(1).plus(1).value(),
        "value of Add f64[]: a formula has no numbers before it is computed; take Adjoint.eval(…)");
  }

  private static void assertMisuse(ThrowingCallable misuse, String message) {
    assertThatThrownBy(misuse)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
