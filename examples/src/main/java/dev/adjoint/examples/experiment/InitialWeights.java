package dev.adjoint.examples.experiment;

import dev.adjoint.examples.data.Digits;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Initializer;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.train.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Three ways to draw the first weights: with a deviation of 0.01 the activations of a deep net
/// vanish, and it never learns.
///
/// Recorded were losses of single batches; ours are medians around the step, accepted up to a
/// factor of 2. That of the net that never learns is log 10.
@Command(
    name = "initial-weights",
    sortOptions = false,
    description = {
      "Three ways to draw the first weights of a net.",
      "",
      "784-100-100-100-100-10, ReLU, SGD 0.01, batches of 128, 2000 steps.",
      ""
    })
final class InitialWeights implements Experiment {
  private static final int STEP = 1000;

  @Mixin private final Setting setting;

  InitialWeights(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    List<Batch> batches =
        Digits.bundled().train().sampled(setting.key().fold(1), 128, setting.count(2 * STEP, 20));
    var losses = new LinkedHashMap<String, double[]>();
    losses.put("std 0.01", losses(Initializer.normal(0.01), batches));
    losses.put("Xavier, std √(1/n)", losses(ReluNets.xavier(), batches));
    losses.put("He, std √(2/n)", losses(Initializer.he(), batches));
    Path picture =
        Losses.draw(
            setting.picture("losses.png"),
            "784-4×100-10 on MNIST, SGD 0.01, means of 21 batches",
            losses,
            3.0);
    return new Findings(
        List.of(
            figure(losses, "std 0.01", 2.30, 2.25, 2.35),
            figure(losses, "Xavier, std √(1/n)", 0.36, 0.18, 0.72),
            figure(losses, "He, std √(2/n)", 0.21, 0.105, 0.42)),
        List.of(picture));
  }

  private double[] losses(Initializer weights, List<Batch> batches) {
    var net = ReluNets.of(4, weights, setting.key().fold(0));
    return Losses.of(Training.start(net, SoftmaxWithLoss::of, new Sgd(0.01)), batches);
  }

  private static Findings.Figure figure(
      Map<String, double[]> losses, String name, double recorded, double low, double high) {
    double ours = Losses.near(losses.getOrDefault(name, new double[] {Double.NaN}), STEP, 50);
    return Findings.Figure.of(
        name + ", loss at step " + STEP, Double.toString(recorded), ours, low, high);
  }
}
