package dev.adjoint.examples.experiment;

import dev.adjoint.examples.data.Digits;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Initializer;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.AdaGrad;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.optim.Momentum;
import dev.adjoint.nn.optim.Optimizer;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.train.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Four optimisers from the same weights along the same batches.
///
/// Recorded were the losses of one batch of 128, the same for all four, and an easy one at step
/// 1900: a program in NumPy with other random numbers has AdaGrad there between .012 and .12, with
/// a median of .050. Ours are medians around the step, accepted up to a factor of 1.5 from NumPy's.
@Command(
    name = "optimizers",
    sortOptions = false,
    description = {
      "Four optimisers learn to read digits.",
      "",
      "784-100-100-100-100-10, ReLU, weights of He, batches of 128, 2000 steps.",
      ""
    })
final class OptimizersExperiment implements Experiment {
  private static final double FACTOR = 1.5;

  /// One of them, with its losses at two steps: recorded, and the medians of NumPy.
  private record Runner(String name, Optimizer rule, Loss at100, Loss at1900) {}

  private record Loss(String recorded, double median) {}

  private static final List<Runner> RUNNERS =
      List.of(
          new Runner("SGD 0.01", new Sgd(0.01), new Loss("1.48", 1.50), new Loss(".150", 0.223)),
          new Runner(
              "Momentum 0.01",
              new Momentum(0.01),
              new Loss(".42", 0.386),
              new Loss(".050", 0.0716)),
          new Runner(
              "AdaGrad 0.01", new AdaGrad(0.01), new Loss(".19", 0.251), new Loss(".016", 0.0508)),
          new Runner(
              "Adam 0.001", new Adam(0.001), new Loss(".34", 0.288), new Loss(".032", 0.0461)));

  @Mixin private final Setting setting;

  OptimizersExperiment(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    Dataset digits = Digits.bundled().train();
    Sequential net = ReluNets.of(4, Initializer.he(), setting.key().fold(0));
    List<Batch> batches = digits.sampled(setting.key().fold(1), 128, setting.count(2000, 20));
    var losses = new LinkedHashMap<String, double[]>();
    var figures = new ArrayList<Findings.Figure>();
    for (Runner runner : RUNNERS) {
      double[] course = Losses.of(Training.start(net, SoftmaxWithLoss::of, runner.rule()), batches);
      losses.put(runner.name(), course);
      figures.add(figure(runner.name(), 100, runner.at100(), Losses.near(course, 100, 10)));
      figures.add(figure(runner.name(), 1900, runner.at1900(), Losses.near(course, 1900, 50)));
    }
    Path picture =
        Losses.draw(
            setting.picture("losses.png"),
            "784-4×100-10 on MNIST, means of 21 batches",
            losses,
            1.0);
    return new Findings(figures, List.of(picture));
  }

  private static Findings.Figure figure(String name, int step, Loss loss, double ours) {
    return Findings.Figure.of(
        name + ", loss at step " + step,
        loss.recorded(),
        ours,
        loss.median() / FACTOR,
        loss.median() * FACTOR);
  }
}
