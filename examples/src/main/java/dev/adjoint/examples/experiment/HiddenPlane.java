package dev.adjoint.examples.experiment;

import com.google.common.collect.Iterables;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.examples.experiment.Findings.Figure;
import dev.adjoint.examples.show.Animation;
import dev.adjoint.examples.show.Table;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SigmoidWithLoss;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.nn.train.Fit;
import dev.adjoint.nn.train.Goal;
import dev.adjoint.nn.train.History;
import dev.adjoint.nn.train.Order;
import dev.adjoint.nn.train.Stopping;
import dev.adjoint.nn.train.Trainer;
import dev.adjoint.nn.train.Training;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What a hidden layer of two units does to the plane, epoch by epoch.
///
/// Points of three clouds on a diagonal, the middle one against the outer two: no line parts them.
/// The first layer moves and stretches the plane, its activation bends or folds it, and then a line
/// does. Net 2–2–1, ReLU or tanh, binary cross entropy, Adam, batches of 32; at most 200 epochs, or
/// until the loss is at most .263.
@Command(
    name = "hidden-plane",
    sortOptions = false,
    description = {"Films how a hidden layer bends the plane.", ""})
final class HiddenPlane implements Experiment {
  private static final double ENOUGH = 0.263;
  private static final Table TABLE =
      Table.of(
          new Table.Column("run       ", "%-10s", 10),
          new Table.Column("epochs", "%d", 6),
          new Table.Column("loss", "%.4f", 6),
          new Table.Column("accuracy", "%.4f", 8));

  /// The function of the hidden layer.
  private enum Bend implements Layer {
    RELU,
    TANH;

    @Override
    public Tensor apply(Tensor x) {
      return this == RELU ? Relu.of(x) : Tanh.of(x);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Mixin private final Setting setting;

  HiddenPlane(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    List<Key> keys = setting.key().split(2);
    Dataset data = clouds(keys.get(0), 400);
    var figures = new ArrayList<Figure>();
    var pictures = new ArrayList<Path>();
    double best = Double.POSITIVE_INFINITY;
    setting.out().println(TABLE.header());
    for (Bend bend : Bend.values()) {
      for (double rate : new double[] {0.1, 0.01, 0.001}) {
        List<Fit<Sequential>> epochs = fit(data, bend, rate, keys.get(1).fold(pictures.size()));
        History.Epoch end = epochs.getLast().history().last().orElseThrow();
        String name = "%s %s".formatted(bend, rate);
        double accuracy = end.value("accuracy");
        setting
            .out()
            .println(
                TABLE.row(
                    "%-10s".formatted(name), end.number(), end.value(History.LOSS), accuracy));
        String what = "%s, loss after %d epochs".formatted(name, end.number());
        figures.add(Figure.of(what, "-", end.value(History.LOSS)));
        best = Math.min(best, end.value(History.LOSS));
        pictures.add(film(data, epochs, bend, rate));
      }
    }
    double possible = possible(data);
    figures.add(Figure.of("least loss of the six", ".263", best));
    figures.add(Figure.of("least loss by Bayes' rule", "-", possible));
    figures.add(Figure.of("the six above Bayes", "0", best - possible, -0.1, 0.03));
    return new Findings(figures, pictures);
  }

  /// Points and labels: 1 in the middle cloud, 0 in the outer two; half of each.
  private static Dataset clouds(Key key, int count) {
    NDArray noise = key.normal(TensorType.f32(count, 2), 0, 0.5);
    var points = new float[2 * count];
    var labels = new float[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
      double mean = i % 2 == 1 ? 0 : i % 4 - 1;
      points[2 * i] = (float) (noise.at(i, 0) + mean);
      points[2 * i + 1] = (float) (noise.at(i, 1) + mean);
    }
    return Dataset.of(
        NDArray.wrap(TensorType.f32(count, 2), points),
        NDArray.wrap(TensorType.f32(count, 1), labels));
  }

  /// The least loss that anybody can have who knows the clouds but not the label of a point: what
  /// Bayes' rule gives.
  private static double possible(Dataset data) {
    double sum = 0;
    for (int i = 0; i < data.size(); i++) {
      double x = data.inputs().at(i, 0);
      double y = data.inputs().at(i, 1);
      double inner = density(x, y, 0);
      double outer = (density(x, y, -1) + density(x, y, 1)) / 2;
      double right = data.labels().value(i) == 1 ? inner : outer;
      sum -= Math.log(right / (inner + outer));
    }
    return sum / data.size();
  }

  private static double density(double x, double y, double mean) {
    return Math.exp(-2 * (Math.pow(x - mean, 2) + Math.pow(y - mean, 2)));
  }

  /// The training after each epoch, before the first one too.
  private List<Fit<Sequential>> fit(Dataset data, Bend bend, double rate, Key key) {
    List<Key> keys = key.split(3);
    var network =
        Sequential.of(Affine.xavier(2, 2, keys.get(0)), bend, Affine.xavier(2, 1, keys.get(1)));
    var epochs = new ArrayList<Fit<Sequential>>();
    Trainer.of(
            Training.start(network, SigmoidWithLoss::of, new Adam(rate)),
            Order.shuffled(32, keys.get(2)))
        .measuring("accuracy", data, Accuracy.compiledBinary(0))
        .stopping(Stopping.target(History.LOSS, Goal.LOW, ENOUGH))
        .onEpoch(epochs::add)
        .fit(data, setting.count(200, 3));
    return epochs;
  }

  private Path film(Dataset data, List<Fit<Sequential>> epochs, Bend bend, double rate)
      throws IOException {
    var panels = new PlanePanels(data, bend.toString(), setting.isQuick() ? 20 : 200);
    int stride = Math.ceilDiv(epochs.size(), 100);
    var frames = new ArrayList<Fit<Sequential>>();
    for (int i = 0; i < epochs.size(); i += stride) {
      frames.add(epochs.get(i));
    }
    frames.addAll(Collections.nCopies(10, epochs.getLast()));
    Iterable<BufferedImage> images = Iterables.transform(frames, panels::frame);
    String file = "%s-%s.gif".formatted(bend, rate);
    return Animation.of(images, Duration.ofMillis(100)).write(setting.picture(file));
  }
}
