package dev.adjoint.nn.optim;

import static dev.adjoint.Adjoint.eval;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Frozen;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.layer.Statistic;
import dev.adjoint.nn.loss.MeanSquaredError;
import dev.adjoint.nn.optim.Walks.Point;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class MinimizerTest {
  /// `Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²`.
  private static Tensor rosenbrock(Tensor x) {
    int n = x.shape().size(0);
    Tensor a = x.slice(0, 0, n - 1);
    Tensor b = x.slice(0, 1, n);
    Tensor valley = b.minus(a.squared()).squared().times(100);
    return valley.plus(a.minus(1).squared()).sum();
  }

  @Test
  void findsTheMinimumOfRosenbrocksFunction() {
    var found =
        new Minimizer(10, 1e-8, 2000)
            .minimize(MinimizerTest::rosenbrock, Tensor.zeros(TensorType.f64(100)));
    assertThat(found.converged()).isTrue();
    assertThat(found.value()).isLessThan(1e-15);
    assertThat(found.slope()).isLessThanOrEqualTo(1e-8);
    assertThat(found.steps()).isLessThan(700);
    assertThat(found.calls()).isLessThan(2 * found.steps());
    for (int i = 0; i < 100; i++) {
      assertThat(found.params().value().value(i)).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void takesAnyTree() {
    var found = new Minimizer().minimize(Walks::valley, Walks.UP_THE_SLOPE);
    Point end = found.params();
    assertThat(end.x().value().item()).isCloseTo(0, within(1e-4));
    assertThat(end.y().value().item()).isCloseTo(0, within(1e-4));
    assertThat(found.converged()).isTrue();
  }

  @Test
  void aSmallNetworkFitsFarBetterThanByGradientDescent() {
    Key key = Key.of(3);
    Tensor x = Tensor.constant(key.uniform(TensorType.f32(64, 1), -3, 3));
    Tensor y = Tensor.constant(eval(Sin.of(x.times(2))));
    var model =
        Sequential.of(
            Affine.xavier(1, 16, key.fold(1)), Tanh::of, Affine.xavier(16, 1, key.fold(2)));
    Function<Sequential, Tensor> loss = net -> MeanSquaredError.of(net.apply(x), y);
    var found = new Minimizer(10, 1e-6, 300).minimize(loss, model);
    Sequential descended = Walks.run(new Sgd(0.1), loss, model, found.calls());
    double other = eval(loss.apply(descended)).item();
    assertThat(found.value()).isLessThan(other / 100);
    assertThat(found.params().layers()).hasSize(3);
  }

  @Test
  void endsWhereRoundingLeavesNothingToGain() {
    var found =
        new Minimizer(5, 0, 500)
            .minimize(
                (Tensor x) -> x.minus(3).squared().plus(1).sum(),
                Tensor.vector(0, 1).cast(DType.FLOAT32));
    assertThat(found.steps()).isLessThan(20);
    assertThat(found.params().value().value(0)).isCloseTo(3, within(1e-3));
  }

  @Test
  void makesNoMoreStepsThanItMay() {
    var found =
        new Minimizer(10, 1e-8, 3)
            .minimize(MinimizerTest::rosenbrock, Tensor.zeros(TensorType.f64(10)));
    assertThat(found.steps()).isEqualTo(3);
    assertThat(found.converged()).isFalse();
    var none =
        new Minimizer(10, 1e-8, 0)
            .minimize(MinimizerTest::rosenbrock, Tensor.zeros(TensorType.f64(10)));
    assertThat(none.params().value()).isEqualTo(NDArray.full(TensorType.f64(10), 0));
    assertThat(none.calls()).isEqualTo(1);
    assertThat(none)
        .hasToString("minimum 9.0 after 0 steps and 1 calls, largest slope 2.0e+00, not converged");
  }

  private record Beside(Tensor x, Statistic seen, Frozen frozen) {}

  /// The slope of the rest is never 0, and a thousand times as steep.
  @Test
  void statisticsAndFrozenLayersCountForNothing() {
    Tensor start = Tensor.zeros(TensorType.f64(10));
    var minimizer = new Minimizer(10, 1e-8, 500);
    var alone = minimizer.minimize(MinimizerTest::rosenbrock, start);
    var affine = Affine.of(Tensor.matrix(new double[] {1}), Tensor.vector(0));
    var found =
        minimizer.minimize(
            (Beside b) ->
                rosenbrock(b.x())
                    .plus(((Affine) b.frozen().inner()).bias().sum().times(1000))
                    .plus(b.seen().value().times(1000)),
            new Beside(start, new Statistic(Tensor.scalar(0)), new Frozen(affine)));
    assertThat(found.converged()).isTrue();
    assertThat(found.slope()).isLessThan(1e-8);
    assertThat(found.params().seen().value().value().item()).isZero();
    assertThat(found.params().x().value()).isEqualTo(alone.params().value());
    assertThat(found.steps()).isEqualTo(alone.steps());
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Minimizer().minimize(x -> x.log().sum(), Tensor.vector(0, 1)))
        .withMessage(
            "minimize from a point where the function is -Infinity and its largest slope Infinity: wants finite ones");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Minimizer(0, 1, 1))
        .withMessage("Minimizer with history 0: it must be at least 1");
  }
}
