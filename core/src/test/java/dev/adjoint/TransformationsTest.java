package dev.adjoint;

import static dev.adjoint.Adjoint.checkpoint;
import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.customGradient;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.hessian;
import static dev.adjoint.Adjoint.hvp;
import static dev.adjoint.Adjoint.jacobian;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.linearize;
import static dev.adjoint.Adjoint.stopGradient;
import static dev.adjoint.Adjoint.trace;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.Near.near;
import static dev.adjoint.Near.within;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Concat;
import dev.adjoint.op.Max;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The transformations, each alone and one inside of another.
final class TransformationsTest {

  record Line(Tensor slope, Tensor intercept) {
    Tensor at(Tensor x) {
      return slope.times(x).plus(intercept);
    }
  }

  private static Tensor sinSquared(Tensor x) {
    return Sin.of(x).squared().sum();
  }

  @Test
  void jvpIsTheDirectionalDerivative() {
    Jvp<Tensor> at = jvp(TransformationsTest::sinSquared, vector(1, 2), vector(3, 5));
    near(at.value(), Math.pow(Math.sin(1), 2) + Math.pow(Math.sin(2), 2));
    near(at.tangent(), 3 * Math.sin(2) + 5 * Math.sin(4));
  }

  @Test
  void jvpOfRecordsAndThroughRoutinesAndComposites() {
    Function<Line, Tensor> f =
        line ->
            Softmax.of(
                line.at(vector(1, 2, 3))
                    .matmul(Tensor.ones(TensorType.f64(3, 2)).times(vector(1, 2))));
    Line x = new Line(scalar(0.1), scalar(0.2));
    Line v = new Line(scalar(1), scalar(-1));
    double h = 1e-6;
    Function<Double, NDArray> along =
        t -> eval(f.apply(new Line(scalar(0.1 + t), scalar(0.2 - t))));
    NDArray up = along.apply(h);
    NDArray down = along.apply(-h);
    within(
        1e-8,
        jvp(f, x, v).tangent(),
        (up.value(0) - down.value(0)) / (2 * h),
        (up.value(1) - down.value(1)) / (2 * h));
  }

  @Test
  void hvpIsTheHessianTimesTheVector() {
    Function<Tensor, Tensor> f = x -> x.slice(0, 0, 1).squared().times(x.slice(0, 1, 2)).sum();
    near(hessian(f).apply(vector(2, 3)), 6, 4, 4, 0);
    near(hvp(f).apply(vector(2, 3), vector(5, 7)), 58, 20);
  }

  @Test
  void hessianOfARecordIsAMatrixOverAllItsNumbers() {
    Function<Line, Tensor> f = line -> line.slope().squared().times(line.intercept());
    near(hessian(f).apply(new Line(scalar(2), scalar(3))), 6, 4, 4, 0);
  }

  @Test
  void jacobianIsTheSameInBothModes() {
    for (Mode mode : Mode.values()) {
      near(
          jacobian(TransformationsTest::threeOfTwo, mode).apply(vector(2, 3)),
          3,
          2,
          2 * Math.cos(4),
          0,
          0,
          1);
    }
    near(
        jacobian(TransformationsTest::threeOfTwo).apply(vector(2, 3)),
        3,
        2,
        2 * Math.cos(4),
        0,
        0,
        1);
  }

  private static Tensor threeOfTwo(Tensor x) {
    Tensor a = x.slice(0, 0, 1);
    Tensor b = x.slice(0, 1, 2);
    return Concat.of(0, a.times(b), Sin.of(a.times(2)), b);
  }

  @Test
  void vmapIsALoop() {
    Tensor batch = matrix(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 7});
    Tensor w = matrix(new double[] {1, 0.5}, new double[] {-1, 2});
    Function<Tensor, Tensor> f = x -> Softmax.of(x.matmul(w)).times(Max.of(x)).plus(w.sum());
    NDArray all = eval(vmap(f).apply(batch));
    for (int k = 0; k < 3; k++) {
      NDArray one = eval(f.apply(batch.slice(0, k, k + 1).reshape(2)));
      near(Tensor.constant(one), all.value(2 * k), all.value(2 * k + 1));
    }
  }

  @Test
  void vmapOverOtherAxes() {
    Tensor x = matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    near(vmap((Tensor c) -> c.sum(), 1, 0).apply(x), 5, 7, 9);
    near(vmap((Tensor c) -> c.times(2), -1, -1).apply(x), 2, 4, 6, 8, 10, 12);
  }

  @Test
  void vmapOfGradOfVmap() {
    Function<Tensor, Tensor> inner = x -> x.squared().times(x);
    Function<Tensor, Tensor> f = x -> vmap(inner).apply(x).sum();
    Tensor x = matrix(new double[] {1, 2}, new double[] {3, 4});
    near(vmap(grad(f)).apply(x), 3, 12, 27, 48);
    near(vmap(vmap(grad(inner))).apply(x), 3, 12, 27, 48);
    near(vmap(jacobian((Tensor v) -> v.squared())).apply(x), 2, 0, 0, 4, 6, 0, 0, 8);
    near(compile(vmap(hessian(f))).apply(x), 6, 0, 0, 12, 18, 0, 0, 24);
  }

  @Test
  void compileInsideAndOutside() {
    Function<Tensor, Tensor> f = x -> Sin.of(x).times(x);
    near(grad(compile(f)).apply(scalar(2)), Math.sin(2) + 2 * Math.cos(2));
    near(compile(grad(compile(f))).apply(scalar(2)), Math.sin(2) + 2 * Math.cos(2));
    near(compile(grad(compile(grad(f)))).apply(scalar(2)), 2 * Math.cos(2) - 2 * Math.sin(2));
    near(vmap(compile(grad(f))).apply(vector(2, 0)), Math.sin(2) + 2 * Math.cos(2), 0);
    near(jvp(compile(f), scalar(2), scalar(1)).tangent(), Math.sin(2) + 2 * Math.cos(2));
  }

  /// d/dx (x · d/dy (x + y)) is 1: the inner derivative must not see the outer variable move.
  @Test
  void perturbationsAreNotConfused() {
    Function<Tensor, Tensor> outer = x -> x.times(grad((Tensor y) -> x.plus(y)).apply(scalar(1)));
    near(grad(outer).apply(scalar(5)), 1);
    near(jvp(outer, scalar(5), scalar(1)).tangent(), 1);
    Function<Tensor, Tensor> mixed =
        x -> x.times(jvp((Tensor y) -> x.times(y), scalar(3), scalar(1)).tangent());
    near(grad(mixed).apply(scalar(5)), 10);
    near(jvp(mixed, scalar(5), scalar(1)).tangent(), 10);
  }

  @Test
  void linearizeComputesTheValueOnce() {
    Linearized<Tensor, Tensor> linear = linearize(TransformationsTest::sinSquared, vector(1, 2));
    near(linear.pushforward().apply(vector(3, 5)), 3 * Math.sin(2) + 5 * Math.sin(4));
    near(linear.pushforward().apply(vector(1, 0)), Math.sin(2));
    String listing = Adjoint.trace(linear.pushforward(), vector(3, 5)).toString();
    assertThat(listing).doesNotContain("Sin").doesNotContain("Cos");
  }

  @Test
  void stopGradientIsConstantInBothModes() {
    Function<Tensor, Tensor> f = x -> x.times(stopGradient(x)).sum();
    near(grad(f).apply(vector(2, 3)), 2, 3);
    near(jvp(f, vector(2, 3), vector(1, 1)).tangent(), 5);
    near(vmap(grad(f)).apply(matrix(new double[] {2, 3})), 2, 3);
  }

  @Test
  void customGradientIsHonouredEverywhere() {
    Function<Tensor, Tensor> f =
        customGradient(x -> x.times(x), (x, y, yBar) -> yBar.times(x).times(10));
    near(grad(f).apply(scalar(3)), 30);
    near(jvp(f, scalar(3), scalar(2)).tangent(), 60);
    near(grad(grad(f)).apply(scalar(3)), 10);
    near(vmap(grad(f)).apply(vector(3, 4)), 30, 40);
    near(grad((Tensor x) -> vmap(f).apply(x).sum()).apply(vector(3, 4)), 30, 40);
    near(compile(vmap(grad(f))).apply(vector(3, 4)), 30, 40);
    near(vmap((Tensor x) -> jvp(f, x, scalar(1)).tangent()).apply(vector(3, 4)), 30, 40);
  }

  @Test
  void customGradientOfSeveralInputsMayCapture() {
    Function<Tensor, Tensor> outer =
        c -> {
          Function<Line, Line> swap =
              customGradient(
                  line -> new Line(/* slope= */ line.intercept(), /* intercept= */ line.slope()),
                  (x, y, bar) -> new Line(bar.intercept().times(c), bar.slope().times(c)));
          return grad((Tensor s) -> swap.apply(new Line(s, s.times(2))).at(scalar(3)))
              .apply(scalar(1));
        };
    near(outer.apply(scalar(5)), 5 + 30);
    near(grad(outer).apply(scalar(5)), 7);
    near(vmap(outer).apply(vector(5, 10)), 35, 70);
  }

  @Test
  void customGradientThatCapturesWhatIsDifferentiatedIsAnError() {
    Function<Tensor, Tensor> outer =
        c -> customGradient((Tensor x) -> x.times(c), (x, y, yBar) -> yBar).apply(scalar(2));
    near(outer.apply(scalar(3)), 6);
    assertThatThrownBy(() -> grad(outer).apply(scalar(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "customGradient: the function also depends on a captured f64[], of which its pullback says nothing; make it part of the argument, or hold it with stopGradient");
  }

  @Test
  void checkpointHasTheSameDerivatives() {
    Tensor w = scalar(0.7);
    Function<Tensor, Tensor> f = x -> Sin.of(x.times(w)).times(x).sum();
    Function<Tensor, Tensor> kept = checkpoint(f);
    Tensor x = vector(1, 2);
    NDArray expected = eval(grad(f).apply(x));
    near(grad(kept).apply(x), expected.value(0), expected.value(1));
    near(compile(grad(kept)).apply(x), expected.value(0), expected.value(1));
    near(jvp(kept, x, vector(1, 0)).tangent(), expected.value(0));
    near(hessian(kept).apply(x), eval(hessian(f).apply(x)).toDoubleArray());
    near(
        hessian((Tensor t) -> kept.apply(t).squared()).apply(x),
        eval(hessian((Tensor t) -> f.apply(t).squared()).apply(x)).toDoubleArray());
    near(vmap(grad(kept)).apply(matrix(new double[] {1, 2})), expected.value(0), expected.value(1));
  }

  /// What is traced on fresh variables is differentiated by these, not by others put in their
  /// place.
  @Test
  void aGradientThatIsTracedIsTakenByTheVariablesOfTheTrace() {
    var seen = new ArrayList<Tensor>();
    Function<Tensor, Tensor> f =
        x -> {
          seen.add(x);
          return Sin.of(x).sum();
        };
    Graph gradient = trace(grad(f), vector(1, 2));
    assertThat(seen).isEqualTo(gradient.inputs());
    Graph captured = trace((Tensor x) -> grad(f).apply(x), vector(1, 2));
    assertThat(seen.getLast()).isNotSameAs(captured.inputs().getFirst());
    assertThat(captured).hasToString(gradient.toString());
  }

  /// A record may build what it holds: then its tensors are no variables.
  record Doubled(Tensor x) {
    Doubled {
      x = x.isVariable() ? x.times(2) : x;
    }
  }

  @Test
  void aRecordThatPutsFormulasInThePlaceOfItsArguments() {
    Function<Doubled, Tensor> f = d -> d.x().squared();
    var at = new Doubled(scalar(3));
    near(grad(f).apply(at).x(), 24);
    near(compile(grad(f)).apply(at).x(), 48);
    near(compile((Tensor x) -> compile(grad(f)).apply(new Doubled(x)).x()).apply(scalar(3)), 48);
  }

  @Test
  void badTangentsAreErrors() {
    assertThatThrownBy(() -> jvp(TransformationsTest::sinSquared, vector(1, 2), vector(1)))
        .hasMessageStartingWith(
            "jvp: the argument is [f64[2]], but the tangent is [f64[1]]; give one of the same types");
    assertThatThrownBy(() -> vmap((Tensor x) -> x).apply(scalar(1)))
        .hasMessageStartingWith(
            "vmap over axis 0: f64[] has no such axis; what is not mapped is captured by the function");
    assertThatThrownBy(
            () -> vmap((List<Tensor> x) -> x.getFirst()).apply(List.of(vector(1, 2), vector(1))))
        .hasMessageStartingWith(
            "vmap over axis 0: the argument holds [f64[2], f64[1]], whose sizes along it differ: [2, 1]; what is not mapped is captured by the function");
  }
}
