package dev.adjoint.examples.experiment;

import dev.adjoint.nn.layer.Dropout;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.train.History;
import dev.adjoint.op.Relu;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Dropout against overfitting: after each hidden layer a fifth of the units are left out, others
/// in each step. It is the book's, which scales in evaluation rather than in training.
///
/// What was recorded is one run of a net that is still learning; ours is accepted within 0.1.
@Command(
    name = "dropout",
    sortOptions = false,
    description = {
      "Learns 300 digits with dropout and without.",
      "",
      "784-6×100-10, ReLU, SGD 0.01, batches of 100, 301 epochs; a fifth is dropped.",
      ""
    })
final class DropoutExperiment implements Experiment {
  @Mixin private final Setting setting;

  DropoutExperiment(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    var task = Overfitting.of(setting);
    int epochs = setting.count(301, 3);
    History without = task.learn(List.of(Relu::of), new Sgd(0.01), epochs);
    History with = task.learn(List.of(Relu::of, new Dropout(0.2, false)), new Sgd(0.01), epochs);
    Path picture = Overfitting.draw(setting.picture("accuracy.png"), "dropout", without, 0.2, with);
    return new Findings(
        List.of(
            Findings.Figure.of("without, train", "-", Overfitting.last(without, Curves.TRAIN)),
            Findings.Figure.of("without, test", "-", Overfitting.last(without, Curves.TEST)),
            Findings.Figure.of(
                "with, train", ".67", Overfitting.last(with, Curves.TRAIN), 0.57, 0.77),
            Findings.Figure.of(
                "with, test", ".55", Overfitting.last(with, Curves.TEST), 0.45, 0.65)),
        List.of(picture));
  }
}
