package dev.adjoint.nn.train;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Tree;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Initializer;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.MeanSquaredError;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.optim.Momentum;
import dev.adjoint.nn.optim.Optimizer;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class TrainingTest {
  /// A model of a user's own: a shortcut around one layer.
  private record Residual(Affine inner, Tensor scale) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x.plus(Relu.of(inner.apply(x)).times(scale));
    }
  }

  /// A tree that is no function.
  private record Line(Tensor slope, Tensor intercept) {
    Tensor at(Tensor x) {
      return slope.times(x).plus(intercept);
    }
  }

  private static final List<Optimizer> OPTIMIZERS =
      List.of(new Sgd(0.1), new Momentum(0.1), new Adam(0.1));

  private static Batch batch(long seed, int rows) {
    return new Batch(normal(seed, rows, 3), normal(seed + 1, rows, 3));
  }

  private static Sequential sequential(long seed) {
    Initializer he = Initializer.he();
    List<Key> keys = Key.of(seed).split(2);
    return Sequential.of(
        Affine.of(TensorType.f64(3, 4), he, keys.get(0)),
        Tanh::of,
        Affine.of(TensorType.f64(4, 3), he, keys.get(1)));
  }

  private static Residual residual(long seed) {
    Affine inner = Affine.of(normal(seed, 3, 3), normal(seed + 1, 3));
    return new Residual(inner, scalar(0.5));
  }

  private static <M extends Layer> void assertStepsByHand(M model, Optimizer optimizer) {
    var training = Training.start(model, MeanSquaredError::of, optimizer);
    M params = model;
    var state = optimizer.init(params);
    for (int step = 0; step < 3; step++) {
      Batch batch = batch(step, 4 + step % 2);
      BiFunction<M, Batch, Tensor> loss =
          (m, b) -> MeanSquaredError.of(m.apply(b.inputs()), b.labels());
      double before = eval(loss.apply(params, batch)).item();
      var update = optimizer.update(grad(loss).apply(params, batch), state, params);
      params = Tree.map(update.params(), t -> Tensor.constant(eval(t)));
      state = eval(update.state());
      training = training.step(batch);
      assertThat(training.loss()).isCloseTo(before, within(1e-12));
    }
    assertThat(training.steps()).isEqualTo(3);
    assertThat(numbers(training.model()))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(numbers(params));
    assertThat(numbers(training.state()))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(numbers(state));
  }

  private static double[] numbers(Object tree) {
    return Tree.tensors(tree).stream()
        .flatMapToDouble(t -> java.util.Arrays.stream(t.value().toDoubleArray()))
        .toArray();
  }

  @Property(seed = "1", tries = 10)
  void aStepIsGradientAndUpdate(@ForAll @IntRange(min = 0, max = 1000) int seed) {
    for (Optimizer optimizer : OPTIMIZERS) {
      assertStepsByHand(sequential(seed), optimizer);
      assertStepsByHand(residual(seed), optimizer);
    }
  }

  @Property(seed = "1", tries = 10)
  void aFeedTrainsAsItsBatchesDo(@ForAll @IntRange(min = 1, max = 9) int rows) {
    Batch all = batch(rows, 25);
    Dataset data = Dataset.of(all.inputs().value(), all.labels().value());
    for (Optimizer optimizer : OPTIMIZERS) {
      var start = Training.start(sequential(rows), MeanSquaredError::of, optimizer);
      var fed = start.run(data.feed(rows));
      assertThat(numbers(fed.model())).isEqualTo(numbers(start.run(data.batches(rows)).model()));
      assertThat(fed.steps()).isEqualTo(data.feed(rows).count());
    }
  }

  @Test
  void theObjectiveIsTracedOnceForEachBatchSize() {
    var traced = new AtomicInteger();
    var training =
        Training.start(
            sequential(1),
            (y, t) -> {
              traced.incrementAndGet();
              return MeanSquaredError.of(y, t);
            },
            new Adam(0.01));
    for (int step = 0; step < 5; step++) {
      training = training.step(batch(step, 4));
    }
    assertThat(traced).hasValue(1);
    training.step(batch(9, 3)).step(batch(10, 4)).step(batch(11, 3));
    assertThat(traced).hasValue(2);
  }

  @Test
  void aModelNeedsParameters() {
    record Fixed(NDArray weight) implements Layer {
      @Override
      public Tensor apply(Tensor x) {
        return x.times(Tensor.constant(weight));
      }
    }
    var fixed = new Fixed(NDArray.of(1.0, 2.0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.start(fixed, MeanSquaredError::of, new Sgd(1)))
        .withMessage(
            "training of Fixed, which holds no parameters: these are f32 or f64 Tensors in records, lists or maps; an NDArray is a constant");
    assertThat(Training.start(residual(1), MeanSquaredError::of, new Sgd(1)))
        .hasToString("training of Residual after 0 steps, loss NaN");
  }

  @Test
  void isAValueToGoOnFromTwice() {
    var start = Training.start(sequential(1), MeanSquaredError::of, new Momentum(0.1));
    double[] before = numbers(start.model());
    var one = start.step(batch(1, 4)).step(batch(2, 4));
    var other = start.step(batch(1, 4)).step(batch(2, 4));
    assertThat(numbers(one.model())).isEqualTo(numbers(other.model()));
    assertThat(numbers(start.model())).isEqualTo(before).isNotEqualTo(numbers(one.model()));
    assertThat(start.steps()).isZero();
    assertThat(start.loss()).isNaN();
  }

  @Test
  void trainsAnyTreeByAnyObjective() {
    BiFunction<Line, Batch, Tensor> objective =
        (line, batch) -> MeanSquaredError.of(line.at(batch.inputs()), batch.labels());
    var training = Training.minimizing(new Line(scalar(0), scalar(0)), objective, new Sgd(0.1));
    Tensor x = normal(1, 50);
    Batch batch = new Batch(x, x.times(3).minus(2));
    var given = eval(batch);
    for (int step = 0; step < 300; step++) {
      training = training.step(given);
    }
    assertThat(training.model().slope().value().item()).isCloseTo(3, within(1e-12));
    assertThat(training.model().intercept().value().item()).isCloseTo(-2, within(1e-12));
    assertThat(training.loss()).isLessThan(1e-20);
  }

  /// With a penalty `λ w²` on `(w − 1)²` the least is at `w = 1 / (1 + λ)`.
  @Test
  void anObjectiveMayHoldPenalties() {
    double lambda = 0.25;
    BiFunction<Tensor, Batch, Tensor> objective =
        (w, batch) ->
            w.times(batch.inputs())
                .minus(batch.labels())
                .squared()
                .mean()
                .plus(w.squared().times(lambda));
    var training = Training.minimizing(scalar(5), objective, new Sgd(0.3));
    Batch ones = eval(new Batch(Tensor.ones(TensorType.f64(4)), Tensor.ones(TensorType.f64(4))));
    for (int step = 0; step < 100; step++) {
      training = training.step(ones);
    }
    assertThat(training.model().value().item()).isCloseTo(0.8, within(1e-14));
  }

  @Test
  void takesModelsWhoseTensorsAreFormulas() {
    var line = new Line(scalar(1).plus(1), Tensor.zeros(TensorType.f64(4)));
    BiFunction<Line, Batch, Tensor> objective = (l, b) -> l.at(b.inputs()).squared().mean();
    var training = Training.minimizing(line, objective, new Sgd(0.1));
    assertThat(Tree.tensors(training.model())).allMatch(Tensor::isConstant);
    assertThat(training.model().slope().value().item()).isEqualTo(2);
  }

  @Test
  void evaluatesAWholeDataSetInChunks() {
    Affine layer = Affine.of(normal(1, 3, 4), normal(2, 4));
    NDArray inputs = Key.of(3).normal(TensorType.f64(2500, 3));
    NDArray labels = Key.of(4).ints(4, 2500);
    var training = Training.start(layer, SoftmaxWithLoss::of, new Sgd(0.1));
    double whole =
        eval(SoftmaxWithLoss.of(layer.apply(Tensor.constant(inputs)), Tensor.constant(labels)))
            .item();
    assertThat(training.evaluate(Dataset.of(inputs, labels))).isCloseTo(whole, within(1e-12));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> training.evaluate(Dataset.of(inputs, labels).take(0)))
        .withMessage(
            "evaluation on a data set of 0 rows, inputs f64[0,3], labels i32[0]: there are no rows"
                + " to average over");
  }

  @Test
  void anObjectiveThatIsNoScalarIsNamed() {
    var training = Training.start(sequential(1), (y, t) -> y.minus(t).squared(), new Sgd(0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> training.step(batch(1, 4)))
        .withMessageContaining("needs a scalar function, but it returned f64[4,3]");
  }

  @Test
  void aLoopMakesTheStepsBitByBit() {
    var batches = List.of(batch(1, 4), batch(2, 5), batch(3, 4), batch(4, 4));
    for (Optimizer optimizer : OPTIMIZERS) {
      var start = Training.start(sequential(3), MeanSquaredError::of, optimizer).step(batch(9, 4));
      var stepped = start;
      var loop = start.loop();
      for (Batch batch : batches) {
        stepped = stepped.step(batch);
        assertThat(loop.step(batch)).isEqualTo(stepped.loss());
        assertSame(loop.training(), stepped);
      }
      assertThat(loop.steps()).isEqualTo(stepped.steps());
      assertThat(loop.loss()).isEqualTo(stepped.loss());
      assertSame(start.run(batches), stepped);
    }
  }

  @Test
  void aTrainingTakenOutOfALoopStaysAsItIs() {
    var start = Training.start(sequential(3), MeanSquaredError::of, new Adam(0.1));
    var loop = start.loop();
    loop.step(batch(1, 4));
    var taken = loop.training();
    loop.step(batch(2, 4));
    assertSame(taken, start.step(batch(1, 4)));
    assertSame(taken.step(batch(2, 4)), loop.training());
  }

  private static void assertSame(Training<?> actual, Training<?> wanted) {
    assertThat(numbers(actual.model())).isEqualTo(numbers(wanted.model()));
    assertThat(numbers(actual.state())).isEqualTo(numbers(wanted.state()));
    assertThat(actual.loss()).isEqualTo(wanted.loss());
    assertThat(actual.steps()).isEqualTo(wanted.steps());
  }

  @Test
  void aProfileLeavesTheTrainingAsItIs() {
    var training = Training.start(sequential(3), MeanSquaredError::of, new Adam(0.1));
    var profile = training.profile(batch(1, 4), Duration.ofMillis(2));
    assertThat(profile.entries()).anyMatch(entry -> entry.flops() == 2 * 4 * 3 * 4);
    assertThat(training.step(batch(1, 4)).loss())
        .isEqualTo(
            Training.start(sequential(3), MeanSquaredError::of, new Adam(0.1))
                .step(batch(1, 4))
                .loss());
    assertThat(training.steps()).isZero();
  }
}
