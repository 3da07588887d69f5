package dev.adjoint.nn.train;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.BatchNorm;
import dev.adjoint.nn.layer.Dropout;
import dev.adjoint.nn.layer.Frozen;
import dev.adjoint.nn.layer.Pass;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.layer.Statistic;
import dev.adjoint.nn.loss.MeanSquaredError;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.optim.Averaged;
import dev.adjoint.nn.optim.ClippedNorm;
import dev.adjoint.nn.optim.Lbfgs;
import dev.adjoint.nn.optim.Optimizer;
import dev.adjoint.nn.optim.Rated;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.optim.WeightDecay;
import dev.adjoint.op.Relu;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// The training of models that are another function in training than in evaluation.
final class ModalTrainingTest {
  private static Batch batch(long seed) {
    return eval(
        new Batch(
            normal(seed, 6, 3).cast(DType.FLOAT32), normal(seed + 1, 6, 3).cast(DType.FLOAT32)));
  }

  private static Sequential normalizing() {
    List<Key> keys = Key.of(1).split(2);
    return Sequential.of(
        Affine.he(3, 4, keys.get(0)), BatchNorm.of(4), Relu::of, Affine.he(4, 3, keys.get(1)));
  }

  private static Sequential dropping() {
    List<Key> keys = Key.of(1).split(2);
    return Sequential.of(
        Affine.he(3, 32, keys.get(0)), Relu::of, new Dropout(0.5), Affine.he(32, 3, keys.get(1)));
  }

  private static double[] numbers(Object tree) {
    return Tree.tensors(tree).stream()
        .flatMapToDouble(t -> Arrays.stream(t.value().toDoubleArray()))
        .toArray();
  }

  /// Each step moves the statistics on from its own batch and the parameters before it, and the
  /// optimiser, even one that decays weights, does not touch them.
  @Test
  void statisticsMoveOnWithEachStep() {
    Sequential start = normalizing();
    var training =
        Training.start(start, MeanSquaredError::of, new WeightDecay(0.1, new Adam(0.01)));
    for (int step = 0; step < 3; step++) {
      Pass pass = Pass.training();
      Sequential before = training.model();
      before.apply(batch(step).inputs(), pass);
      List<double[]> wanted = statistics(eval(pass.updated(before)));
      training = training.step(batch(step));
      List<double[]> found = statistics(training.model());
      assertThat(found).hasSize(2);
      for (int k = 0; k < 2; k++) {
        assertThat(found.get(k)).usingComparatorWithPrecision(1e-6).containsExactly(wanted.get(k));
      }
    }
    var loop =
        Training.start(start, MeanSquaredError::of, new WeightDecay(0.1, new Adam(0.01))).loop();
    for (int step = 0; step < 3; step++) {
      loop.step(batch(step));
    }
    assertThat(numbers(loop.training().model())).isEqualTo(numbers(training.model()));
  }

  private static List<double[]> statistics(Object model) {
    var found = new ArrayList<double[]>();
    Tree.parts(model, Statistic.class)
        .values()
        .forEach(part -> found.add(part.value().value().toDoubleArray()));
    return found;
  }

  @Test
  void evaluationSeesTheStatisticsAndNoRandomNumbers() {
    var training = Training.start(dropping(), MeanSquaredError::of, new Sgd(0.1), Key.of(7));
    Batch all = batch(1);
    var data = Dataset.of(all.inputs().value(), all.labels().value());
    double wanted =
        eval(MeanSquaredError.of(training.model().apply(all.inputs()), all.labels())).item();
    assertThat(training.evaluate(data)).isCloseTo(wanted, within(1e-6));
    assertThat(training.step(all).loss()).isNotEqualTo(wanted);
  }

  @Test
  void randomNumbersComeAgainWithTheKeyAndDifferFromStepToStep() {
    var start = Training.start(dropping(), MeanSquaredError::of, new Sgd(0), Key.of(7));
    var one = start.step(batch(1));
    var two = one.step(batch(1));
    assertThat(one.loss()).isNotEqualTo(two.loss());
    var again = Training.start(dropping(), MeanSquaredError::of, new Sgd(0), Key.of(7));
    assertThat(again.step(batch(1)).loss()).isEqualTo(one.loss());
    assertThat(again.resumed(one.model(), one.state(), one.loss(), 1).step(batch(1)).loss())
        .isEqualTo(two.loss());
    var other = Training.start(dropping(), MeanSquaredError::of, new Sgd(0), Key.of(8));
    assertThat(other.step(batch(1)).loss()).isNotEqualTo(one.loss());
  }

  @Test
  void misuseIsNamed() {
    BiFunction<Sequential, Batch, Tensor> objective =
        (m, b) -> MeanSquaredError.of(m.apply(b.inputs()), b.labels());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.minimizing(dropping(), objective, new Sgd(1)))
        .withMessage(
            "training by an objective (model, batch) of a model that holds a Dropout, layers[2], which differs in training: write it (model, batch, pass), and hand the pass on as in model.apply(batch.inputs(), pass)");
    var keyless = Training.start(dropping(), MeanSquaredError::of, new Sgd(1));
    assertThatIllegalStateException()
        .isThrownBy(() -> keyless.step(batch(1)))
        .withMessage(
            "a layer draws random numbers in training, but the pass has no key; give one with Pass.training(key), or to Training.start");
    var small = Training.start(Affine.he(3, 3, Key.of(1)), MeanSquaredError::of, new Sgd(1));
    var model = Affine.he(3, 4, Key.of(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small.resumed(model, new Sgd(1).init(model), 0, 1))
        .withMessage("a training resumed with a tensor f32[3,4] where it has f32[3,3]");
  }

  /// Statistics count neither in a norm nor in a product: with huge ones the steps are the same.
  @Test
  void statisticsCountForNothing() {
    List<Optimizer> all =
        List.of(
            new ClippedNorm(0.1, new Sgd(0.1)),
            new WeightDecay(0.1, new ClippedNorm(0.1, new Sgd(0.1))),
            new WeightDecay(0.1, new Lbfgs(0.1)),
            new Rated(new Adam(0.01)));
    for (Optimizer optimizer : all) {
      double[] small = trained(optimizer, 1).first();
      assertThat(trained(optimizer, 1e6).first()).isEqualTo(small);
    }
  }

  private record Seen(double[] first, Training<Sequential> training) {}

  private static Seen trained(Optimizer optimizer, double variance) {
    BatchNorm fresh = BatchNorm.of(4);
    var norm =
        new BatchNorm(
            fresh.scale(),
            fresh.shift(),
            fresh.mean(),
            new Statistic(Tensor.full(TensorType.f32(4), variance)),
            0.9,
            1e-5);
    List<Key> keys = Key.of(1).split(2);
    Sequential net =
        Sequential.of(Affine.he(3, 4, keys.get(0)), norm, Affine.he(4, 3, keys.get(1)));
    var training = Training.start(net, MeanSquaredError::of, optimizer);
    for (int step = 0; step < 3; step++) {
      training = training.step(batch(step));
    }
    return new Seen(numbers(((Affine) training.model().layers().getFirst()).weight()), training);
  }

  @Test
  void aMeanModelHasTheStatisticsOfNow() {
    Training<Sequential> training = trained(new Averaged(0.5, new Sgd(0.1)), 1).training();
    Sequential mean = Averaged.mean(training.state(), training.model());
    assertThat(statistics(mean).get(0)).isEqualTo(statistics(training.model()).get(0));
    assertThat(statistics(mean).get(1)).isEqualTo(statistics(training.model()).get(1));
    assertThat(numbers(mean.layers().getFirst()))
        .isNotEqualTo(numbers(training.model().layers().getFirst()))
        .hasSize(16);
  }

  @Test
  void ratesAreKeptBesideStatistics() {
    Training<Sequential> training = trained(new Rated(new Sgd(0.1)), 1).training();
    assertThat(Rated.rate(training.state())).isEqualTo(1);
    assertThat(Rated.rate(Rated.at(0.5, training.state()))).isEqualTo(0.5);
    Sequential frozen = training.model().with("layers[0]", Frozen::new);
    var state = Training.start(frozen, MeanSquaredError::of, new Rated(new Sgd(0.1))).state();
    assertThat(Rated.rate(Rated.at(0.5, state))).isEqualTo(0.5);
  }
}
