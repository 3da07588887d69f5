package dev.adjoint.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Tree;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.io.Safetensors;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.BatchNorm;
import dev.adjoint.nn.layer.Dropout;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.metric.ConfusionMatrix;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.optim.Momentum;
import dev.adjoint.nn.optim.Plateau;
import dev.adjoint.nn.optim.Rated;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.op.Relu;
import dev.adjoint.random.Key;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainerTest {
  @TempDir private Path folder;

  /// Two classes by the sign of the first number.
  static Dataset data(int rows, long seed) {
    NDArray x = Key.of(seed).normal(TensorType.f32(rows, 3));
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = x.at(i, 0) > 0 ? 1 : 0;
    }
    return Dataset.of(x, NDArray.of(labels));
  }

  static Training<Sequential> start() {
    List<Key> keys = Key.of(1).split(2);
    Sequential model =
        Sequential.of(
            Affine.he(3, 8, keys.get(0)),
            BatchNorm.of(8),
            Relu::of,
            new Dropout(0.2),
            Affine.he(8, 2, keys.get(1)));
    return Training.start(model, SoftmaxWithLoss::of, new Adam(0.01), Key.of(5));
  }

  static Trainer<Sequential> trainer() {
    return Trainer.of(start(), Order.shuffled(16, Key.of(2)))
        .measuring("accuracy", data(100, 9), Accuracy.compiled());
  }

  static double[] numbers(Object tree) {
    return Tree.tensors(tree).stream()
        .flatMapToDouble(t -> Arrays.stream(t.value().toDoubleArray()))
        .toArray();
  }

  static void assertSame(Fit<?> found, Fit<?> wanted) {
    assertThat(Arrays.equals(numbers(found.model()), numbers(wanted.model()))).isTrue();
    assertThat(Arrays.equals(numbers(found.training().state()), numbers(wanted.training().state())))
        .isTrue();
    assertThat(Arrays.equals(numbers(found.best()), numbers(wanted.best()))).isTrue();
    assertThat(found.training().steps()).isEqualTo(wanted.training().steps());
    assertThat(found.training().loss()).isEqualTo(wanted.training().loss());
    assertThat(found.history()).isEqualTo(wanted.history());
  }

  // ---- epochs

  @Test
  void makesTheStepsOfTheTraining() {
    Dataset train = data(50, 1);
    var losses = new ArrayList<Double>();
    Fit<Sequential> fit = trainer().onStep((steps, loss) -> losses.add(loss)).fit(train, 3);
    var byHand = start();
    var wanted = new ArrayList<Double>();
    for (int epoch = 1; epoch <= 3; epoch++) {
      for (Batch batch : train.shuffled(Key.of(2).fold(epoch)).batches(16)) {
        byHand = byHand.step(batch);
        wanted.add(byHand.loss());
      }
    }
    assertThat(losses).isEqualTo(wanted).hasSize(12);
    assertThat(numbers(fit.model())).isEqualTo(numbers(byHand.model()));
    assertThat(fit.training().steps()).isEqualTo(12);
    assertThat(fit)
        .hasToString(
            "fit of 3 epochs, training of Sequential after 12 steps, loss %.4g"
                .formatted(byHand.loss()));
    assertThat(fit.training().loop())
        .hasToString("training loop after 12 steps, loss %.4g".formatted(byHand.loss()));
    assertThat(fit.history().epochs())
        .extracting(History.Epoch::steps)
        .containsExactly(4L, 8L, 12L);
    // The mean over rows: the last batch of an epoch has two.
    double mean = (16 * (wanted.get(8) + wanted.get(9) + wanted.get(10)) + 2 * wanted.get(11)) / 50;
    assertThat(fit.history().values("loss")[2]).isEqualTo(mean);
    assertThat(fit.history().values("accuracy")[2])
        .isEqualTo(Accuracy.of(byHand.model(), data(100, 9)));
  }

  @Test
  void learns() {
    Fit<Sequential> fit = trainer().fit(data(200, 1), 30);
    assertThat(fit.history().last().orElseThrow().value("accuracy")).isGreaterThan(0.93);
  }

  @Test
  void ordersAreThoseOfTheDataSet() {
    Dataset data = data(10, 1);
    assertThat(Order.given(4).steps(data)).isEqualTo(3);
    assertThat(Order.shuffled(4, Key.of(1)).steps(data)).isEqualTo(3);
    Order sampled = Order.sampled(4, 7, Key.of(1));
    assertThat(sampled.steps(data)).isEqualTo(7);
    assertThat(sampled.batches(data, 2)).hasSize(7);
    assertThat(inputs(Order.given(4).batches(data, 5)))
        .containsExactly(data.inputs().toDoubleArray());
    double[] first = inputs(Order.shuffled(4, Key.of(1)).batches(data, 1));
    double[] second = inputs(Order.shuffled(4, Key.of(1)).batches(data, 2));
    assertThat(first).isNotEqualTo(second).containsExactlyInAnyOrder(second);
    assertThat(inputs(sampled.batches(data, 1))).isNotEqualTo(inputs(sampled.batches(data, 2)));
  }

  private static double[] inputs(Iterable<Batch> batches) {
    var all = new ArrayList<Double>();
    for (Batch batch : batches) {
      Arrays.stream(batch.inputs().value().toDoubleArray()).forEach(all::add);
    }
    return all.stream().mapToDouble(x -> x).toArray();
  }

  // ---- the end, and the best

  @Test
  void stopsAndKeepsTheBest() {
    var models = new ArrayList<double[]>();
    double[] quality = {0.5, 0.7, 0.9, 0.9, 0.6, 0.95};
    Fit<Sequential> fit =
        trainer()
            .measuring("quality", training -> quality[(int) training.steps() / 4 - 1])
            .keeping("quality", Goal.HIGH)
            .stopping(Stopping.patience("quality", Goal.HIGH, 2))
            .onEpoch(now -> models.add(numbers(now.model())))
            .fit(data(50, 1), 6);
    assertThat(fit.history().size()).isEqualTo(5);
    assertThat(numbers(fit.best())).isEqualTo(models.get(2));
    assertThat(numbers(fit.model())).isEqualTo(models.get(4));
  }

  /// The rate falls after the epochs at which nothing has improved, and a training that is resumed
  /// goes on at the rate that it had.
  @Test
  void slowsWhenNothingImproves() throws IOException {
    double[] quality = {0.5, 0.4, 0.6, 0.7, 0.3, 0.2};
    var model = Affine.he(3, 2, Key.of(1));
    var training = Training.start(model, SoftmaxWithLoss::of, new Rated(new Sgd(0.1)));
    var rates = new ArrayList<Double>();
    Path file = folder.resolve("rated.safetensors");
    Trainer<Affine> trainer =
        Trainer.of(training, Order.given(16))
            .measuring("quality", now -> quality[(int) now.steps() / 4 - 1])
            .slowing("quality", Plateau.of(0.5, 1))
            .onEpoch(fit -> rates.add(Rated.rate(fit.training().state())));
    Fit<Affine> whole = trainer.fit(data(50, 1), 6);
    assertThat(rates).containsExactly(1.0, 1.0, 1.0, 0.5, 0.5, 0.5);
    trainer.checkpoints(file).fit(data(50, 1), 4);
    assertSame(trainer.checkpoints(file).fit(data(50, 1), 6), whole);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer().slowing("accuracy", Plateau.of(0.5, 1)));
  }

  @Test
  void measuresWithMetrics() {
    var matrix = ConfusionMatrix.metric(2).<Sequential>compiled();
    Fit<Sequential> fit =
        trainer()
            .measuring("by matrix", data(100, 9), (m, d) -> matrix.apply(m, d).accuracy())
            .fit(data(50, 1), 2);
    assertThat(fit.history().values("by matrix")).isEqualTo(fit.history().values("accuracy"));
  }

  @Test
  void aTrainerIsAValue() {
    Trainer<Sequential> plain = trainer();
    Trainer<Sequential> stopping = plain.stopping(history -> true);
    assertThat(stopping.fit(data(20, 1), 3).history().size()).isEqualTo(1);
    assertThat(plain.fit(data(20, 1), 3).history().size()).isEqualTo(3);
    assertThat(
            plain.validating(data(20, 2)).fit(data(20, 1), 1).history().values("validation loss"))
        .hasSize(1);
  }

  // ---- checkpoints

  @Property(seed = "1", tries = 6)
  void goesOnBitForBit(@ForAll @IntRange(min = 1, max = 5) int broken) throws IOException {
    Path file = Files.createTempDirectory("adjoint").resolve("run.safetensors");
    Trainer<Sequential> trainer = trainer().keeping("accuracy", Goal.HIGH);
    Fit<Sequential> whole = trainer.fit(data(50, 1), 6);
    trainer.checkpoints(file).fit(data(50, 1), broken);
    assertSame(trainer.checkpoints(file).fit(data(50, 1), 6), whole);
    assertSame(Checkpoint.read(file, start()), whole);
    assertThat(numbers(Checkpoint.model(file, start().model()))).isEqualTo(numbers(whole.model()));
    // What is done is done.
    assertSame(trainer.checkpoints(file).fit(data(50, 1), 6), whole);
  }

  @Test
  void strangeCheckpointsAreNamed() throws IOException {
    Path file = folder.resolve("run.safetensors");
    trainer().checkpoints(file).fit(data(50, 1), 1);
    var other = Training.start(Affine.he(3, 2, Key.of(1)), SoftmaxWithLoss::of, new Momentum(0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trainer.of(other, Order.given(4)).checkpoints(file).fit(data(50, 1), 2))
        .withMessageStartingWith(
            file
                + ": is no checkpoint of this model and optimiser: the arrays are not those of the model: missing [model.weight, model.bias,");
    Map<String, NDArray> arrays = new LinkedHashMap<>(Safetensors.read(file));
    arrays.put("history.steps", NDArray.of(1.0, 2.0));
    Safetensors.write(arrays, file);
    assertThatThrownBy(() -> trainer().checkpoints(file).fit(data(50, 1), 2))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(
            file
                + ": is no checkpoint: its history.steps is f64[2], but the history is columns of f64, one number for each epoch");
  }

  @Test
  void showsALineForEachEpoch() {
    var text = new StringWriter();
    Fit<Sequential> fit = trainer().showing(new PrintWriter(text, true)).fit(data(50, 1), 2);
    assertThat(text.toString().lines())
        .containsExactlyElementsOf(fit.history().toString().lines().toList());
  }

  @Test
  void showsTheNamesAgainWhenItGoesOn() {
    Trainer<Sequential> trainer = trainer().checkpoints(folder.resolve("run.safetensors"));
    trainer.fit(data(50, 1), 2);
    var text = new StringWriter();
    Fit<Sequential> fit = trainer.showing(new PrintWriter(text, true)).fit(data(50, 1), 4);
    List<String> lines = fit.history().toString().lines().toList();
    assertThat(text.toString().lines()).containsExactly(lines.get(0), lines.get(3), lines.get(4));
  }

  @Test
  void endsWhenOneOfTwoReasonsIsThere() {
    Stopping either =
        Stopping.target("loss", Goal.LOW, 0).or(Stopping.target("steps", Goal.HIGH, 8));
    assertThat(either.measures()).containsExactlyInAnyOrder("loss", "steps");
    Fit<Sequential> fit =
        trainer()
            .measuring("steps", training -> training.steps())
            .stopping(either)
            .fit(data(50, 1), 5);
    assertThat(fit.history().size()).isEqualTo(2);
  }
}
