package dev.adjoint.examples.experiment;

import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.optim.WeightDecay;
import dev.adjoint.nn.train.History;
import dev.adjoint.op.Relu;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Weight decay against overfitting: `½ λ Σ w²` over all weights, λ = 0.1, is added to the loss.
///
/// What was recorded is one run; ours is accepted within 0.05, about what other weights change.
@Command(
    name = "weight-decay",
    sortOptions = false,
    description = {
      "Learns 300 digits with weight decay and without.",
      "",
      "784-6×100-10, ReLU, SGD 0.01, batches of 100, 201 epochs; decay 0.1.",
      ""
    })
final class WeightDecayExperiment implements Experiment {
  private static final String WEIGHTS = ".*weight";

  @Mixin private final Setting setting;

  WeightDecayExperiment(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    var task = Overfitting.of(setting);
    int epochs = setting.count(201, 3);
    History without = task.learn(List.of(Relu::of), new Sgd(0.01), epochs);
    var decay = new WeightDecay(0.1, WEIGHTS, new Sgd(0.01));
    History with = task.learn(List.of(Relu::of), decay, epochs);
    Path picture =
        Overfitting.draw(setting.picture("accuracy.png"), "weight decay", without, 0.1, with);
    return new Findings(
        List.of(
            Findings.Figure.of(
                "without, train", "1.0", Overfitting.last(without, Curves.TRAIN), 0.99, 1),
            Findings.Figure.of("without, test", "-", Overfitting.last(without, Curves.TEST)),
            Findings.Figure.of(
                "with, train", ".93", Overfitting.last(with, Curves.TRAIN), 0.88, 0.98),
            Findings.Figure.of(
                "with, test", ".72", Overfitting.last(with, Curves.TEST), 0.67, 0.77)),
        List.of(picture));
  }
}
