package dev.adjoint.nn.optim;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.nn.optim.Walks.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Frozen;
import dev.adjoint.nn.layer.Statistic;
import dev.adjoint.nn.optim.Walks.Point;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// What holds for every optimiser.
final class OptimizerTest {
  private static final List<Optimizer> ALL =
      List.of(
          new Sgd(0.1),
          new Momentum(0.1),
          new Nesterov(0.1),
          new AdaGrad(0.1),
          new RmsProp(0.1),
          new AdaDelta(),
          new Adam(0.1),
          new AdamW(0.1, 0.01),
          new NAdam(0.1),
          new Lion(0.1),
          new ClippedValue(0.5, new Adam(0.1)),
          new ClippedNorm(0.5, new Momentum(0.1)),
          new WeightDecay(0.1, new Sgd(0.1)),
          new Accumulated(1, new Momentum(0.1)),
          new Lbfgs(0.1, 3),
          new Scheduled(Schedule.cosine(100), new Adam(0.1)));

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
      assertThat(next.moments()).hasSameSizeAs(state.moments());
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
  void statisticsAreLeftAlone() {
    record Normalized(Tensor scale, Statistic mean) {}
    var model = new Normalized(vector(1, 2), new Statistic(vector(3, 4)));
    for (Optimizer optimizer : ALL) {
      var next = optimizer.update(model, optimizer.init(model), model).params();
      assertThat(next.mean().value()).isSameAs(model.mean().value());
    }
  }

  private record Alone(Tensor scale) {}

  private record Beside(Tensor scale, Statistic mean, Frozen frozen) {}

  /// The steps of a model are those of its parameters alone, whatever the gradient of the rest is:
  /// even where one tensor is the gradient of both, or stands in the model as both.
  @Test
  void thePlaceDecidesWhatIsAParameter() {
    for (Optimizer optimizer : ALL) {
      var alone = new Alone(vector(1, 2));
      var beside = beside(alone.scale());
      var aloneState = optimizer.init(alone);
      var besideState = optimizer.init(beside);
      for (int t = 0; t < 4; t++) {
        Tensor g = vector(3 - t, -2);
        var aloneStep = optimizer.update(new Alone(g), aloneState, alone);
        var besideStep = optimizer.update(beside(g), besideState, beside);
        alone = eval(aloneStep.params());
        beside = eval(besideStep.params());
        aloneState = aloneStep.state();
        besideState = eval(besideStep.state());
        assertThat(beside.scale().value()).isEqualTo(alone.scale().value());
        assertThat(beside.mean().value().value()).isEqualTo(NDArray.of(1.0, 2));
        assertThat(types(besideState)).isEqualTo(types(optimizer.init(beside)));
        besideState.moments().forEach(m -> assertThat(m.mean().value().type().count()).isZero());
      }
    }
  }

  private static Beside beside(Tensor tensor) {
    Tensor weight = tensor.reshape(1, 2);
    return new Beside(tensor, new Statistic(tensor), new Frozen(Affine.of(weight, tensor)));
  }
}
