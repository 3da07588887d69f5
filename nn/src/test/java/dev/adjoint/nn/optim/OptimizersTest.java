package dev.adjoint.nn.optim;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class OptimizersTest {
  private static final List<Optimizer> ALL =
      List.of(new Sgd(0.1), new Momentum(0.1), new Adam(0.1));

  private record Point(Tensor x, Tensor y) {}

  /// A tree of every kind of node, with numbers that are no parameters.
  private record Mixed(
      Tensor weight, List<Point> points, Map<String, Tensor> named, Tensor count, String label) {
    static Mixed of(long seed) {
      Key key = Key.of(seed);
      return new Mixed(
          constant(key.normal(TensorType.f32(2, 3))),
          List.of(new Point(scalar((double) seed), constant(key.normal(TensorType.f64(4))))),
          Map.of("bias", constant(key.fold(1).normal(TensorType.f32(3)))),
          constant(NDArray.of(7, 8)),
          "mixed");
    }
  }

  private static <M> M run(Optimizer optimizer, Function<M, Tensor> loss, M start, int steps) {
    record Progress<M>(M params, Optimizer.State<M> state) {}
    Function<Progress<M>, Progress<M>> step =
        compile(now -> {
          M grads = grad(loss).apply(now.params());
          var next = optimizer.update(grads, now.state(), now.params());
          return new Progress<>(next.params(), next.state());
        });
    var progress = eval(new Progress<>(start, optimizer.init(start)));
    for (int i = 0; i < steps; i++) {
      progress = step.apply(progress);
    }
    return progress.params();
  }

  private static Tensor valley(Point p) {
    return p.x().squared().div(20).plus(p.y().squared());
  }

  private static final Point UP_THE_SLOPE = new Point(scalar(-7), scalar(2));

  private static void assertAt(Point point, double x, double y) {
    assertThat(point.x().value().item()).isCloseTo(x, within(5e-7));
    assertThat(point.y().value().item()).isCloseTo(y, within(5e-7));
  }

  /// `x²/20 + y²` from (−7, 2), 30 steps.
  @Test
  void walkTheBooksValley() {
    assertAt(run(new Sgd(.95), OptimizersTest::valley, UP_THE_SLOPE, 30), -.350393, .084782);
    assertAt(run(new Momentum(.1, .9), OptimizersTest::valley, UP_THE_SLOPE, 30), .896414, .088086);
  }

  /// The book adds its `ε` of 10⁻⁷ to `√v` before the correction of `v` instead of after it (`ε̂`
  /// in section 2 of Adam's paper), which is an `ε` of `ε̂ / √(1 − β₂ᵗ)` that changes from step to
  /// step.
  @Test
  void adamWalksTheBooksValley() {
    Point point = UP_THE_SLOPE;
    var state = new Adam(.3).init(point);
    for (int t = 1; t <= 30; t++) {
      var adam = new Adam(.3, .9, .999, 1e-7 / Math.sqrt(1 - Math.pow(.999, t)));
      var update = adam.update(grad(OptimizersTest::valley).apply(point), state, point);
      point = eval(update.params());
      state = eval(update.state());
    }
    assertAt(point, .136007, .318245);
  }

  private static void assertDescent(double rate, int steps, double x, double y, double tolerance) {
    Tensor end = run(new Sgd(rate), v -> v.squared().sum(), vector(-3, 4), steps);
    assertThat(end.value().at(0)).isCloseTo(x, within(tolerance));
    assertThat(end.value().at(1)).isCloseTo(y, within(tolerance));
  }

  /// `x₀² + x₁²` from (−3, 4): a good learning rate, one too large, one too small.
  @Test
  void descendAsInTheBook() {
    assertDescent(.1, 20, -.03458765, .04611686, 5e-9);
    assertDescent(.1, 100, -6.1111e-10, 8.1481e-10, 5e-15);
    assertDescent(10, 100, -2.25e128, 3.00e128, 5e125);
    assertDescent(1e-10, 100, -2.99999994, 3.99999992, 5e-9);
  }

  private static double first(Optimizer optimizer, double w, double g) {
    var update = optimizer.update(scalar(g), optimizer.init(scalar(w)), scalar(w));
    return eval(update.params()).item();
  }

  @Property(seed = "1", tries = 200)
  void takeTheirFirstStepByFormula(
      @ForAll @DoubleRange(min = -5, max = 5) double w,
      @ForAll @DoubleRange(min = -5, max = 5) double g,
      @ForAll @DoubleRange(min = 0, max = 1) double rate) {
    assertThat(first(new Sgd(rate), w, g)).isCloseTo(w - rate * g, within(1e-14));
    assertThat(first(new Momentum(rate), w, g)).isCloseTo(w - rate * g, within(1e-14));
    // Without the corrections of its means, Adam's first step would be 3.2 times as long.
    assertThat(first(new Adam(rate), w, g))
        .isCloseTo(w - rate * g / (Math.abs(g) + 1e-8), within(1e-12));
  }

  @Property(seed = "1", tries = 100)
  void followTheirRecurrences(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int steps,
      @ForAll @DoubleRange(min = 0, max = 0.99) double kept) {
    double[] g = Key.of(seed).normal(TensorType.f64(steps)).toDoubleArray();
    double momentum = 1;
    double velocity = 0;
    double adam = 1;
    double mean = 0;
    double square = 0;
    for (int t = 1; t <= steps; t++) {
      velocity = kept * velocity - 0.1 * g[t - 1];
      momentum += velocity;
      mean = kept * mean + (1 - kept) * g[t - 1];
      square = 0.99 * square + 0.01 * g[t - 1] * g[t - 1];
      double unbiased = mean / (1 - Math.pow(kept, t));
      adam -= 0.1 * unbiased / (Math.sqrt(square / (1 - Math.pow(0.99, t))) + 1e-3);
    }
    assertThat(fed(new Momentum(0.1, kept), g)).isCloseTo(momentum, within(1e-12));
    assertThat(fed(new Adam(0.1, kept, 0.99, 1e-3), g)).isCloseTo(adam, within(1e-12));
  }

  /// The parameter, from 1, after these gradients.
  private static double fed(Optimizer optimizer, double[] gradients) {
    Tensor w = scalar(1);
    var state = optimizer.init(w);
    for (double g : gradients) {
      var update = optimizer.update(scalar(g), state, w);
      w = constant(eval(update.params()));
      state = eval(update.state());
    }
    return w.value().item();
  }

  @Test
  void stepsOfFloatsAreThoseOfDoubles() {
    for (Optimizer optimizer : ALL) {
      Function<Tensor, Tensor> loss = v -> v.squared().sum();
      Tensor wide = run(optimizer, loss, vector(1, -2, 3), 5);
      Tensor narrow = run(optimizer, loss, vector(1, -2, 3).cast(DType.FLOAT32), 5);
      assertThat(narrow.type()).isEqualTo(TensorType.f32(3));
      assertThat(narrow.value().toDoubleArray())
          .usingComparatorWithPrecision(2e-6)
          .containsExactly(wide.value().toDoubleArray());
    }
  }

  @Property(seed = "1", tries = 20)
  void workOnAnyTreeAndLeaveWhatIsNoParameter(@ForAll @IntRange(min = 1, max = 9) int seed) {
    Mixed model = Mixed.of(seed);
    Mixed grads = Tree.map(Mixed.of(seed + 1), t -> t);
    for (Optimizer optimizer : ALL) {
      var update = optimizer.update(grads, optimizer.init(model), model);
      Mixed next = eval(update.params());
      assertThat(Tree.names(next)).isEqualTo(Tree.names(model));
      assertThat(next.count().value()).isEqualTo(model.count().value());
      assertThat(next.label()).isEqualTo("mixed");
      assertThat(next.weight().value()).isNotEqualTo(model.weight().value());
      assertThat(types(next)).isEqualTo(types(model));
    }
  }

  private static List<TensorType> types(Object tree) {
    return Tree.tensors(tree).stream().map(Tensor::type).toList();
  }

  @Test
  void theirStateHasTheFormOfTheModel() {
    Mixed model = Mixed.of(3);
    for (Optimizer optimizer : ALL) {
      var state = optimizer.init(model);
      var next = optimizer.update(model, state, model).state();
      assertThat(state.moments()).hasSize(ALL.indexOf(optimizer));
      assertThat(eval(state.steps())).isEqualTo(NDArray.full(TensorType.i32(), 0));
      assertThat(eval(next.steps())).isEqualTo(NDArray.full(TensorType.i32(), 1));
      assertThat(types(next)).isEqualTo(types(state));
      for (Mixed moment : state.moments()) {
        assertThat(Tree.names(moment)).isEqualTo(Tree.names(model));
        assertThat(types(moment)).isEqualTo(types(model));
        assertThat(Tree.tensors(eval(moment))).allMatch(t -> sumOf(t) == 0);
      }
    }
  }

  private static double sumOf(Tensor t) {
    return eval(t.cast(DType.FLOAT64).abs().sum()).item();
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sgd(Double.NaN))
        .withMessage("Sgd with learningRate NaN: it must be a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Momentum(0.1, 1))
        .withMessage("Momentum with momentum 1.0: it must be in [0, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Momentum(Double.POSITIVE_INFINITY))
        .withMessage("Momentum with learningRate Infinity: it must be a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(0.1, -0.1, 0.9, 0))
        .withMessage("Adam with beta1 -0.1: it must be in [0, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(0.1, 0.9, 1, 0))
        .withMessage("Adam with beta2 1.0: it must be in [0, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(0.1, 0.9, 0.9, -1))
        .withMessage("Adam with epsilon -1.0: it must be finite and not negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(Double.NaN))
        .withMessage("Adam with learningRate NaN: it must be a finite number");
  }
}
