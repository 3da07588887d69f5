package dev.adjoint.examples.experiment;

import dev.adjoint.array.NDArray;
import dev.adjoint.examples.data.Digits;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.GrayImages;
import dev.adjoint.examples.show.Panels;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Conv2d;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.nn.train.Fit;
import dev.adjoint.nn.train.History;
import dev.adjoint.nn.train.Order;
import dev.adjoint.nn.train.Trainer;
import dev.adjoint.nn.train.Training;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A convolutional net of one convolution, and what its filters have become.
///
/// After each epoch it writes a checkpoint beside the pictures, and goes on from the one it finds.
@Command(
    name = "simple-convolution",
    sortOptions = false,
    description = {
      "Trains a simple convolutional net, and shows its filters.",
      "",
      "30 filters 5×5, ReLU, pooling 2×2, affine 100, ReLU, affine 10; Adam 0.001,",
      "batches of 100. It goes on from a checkpoint of the same seed beside its pictures.",
      ""
    })
final class SimpleConvolution implements Experiment {
  private static final int FILTERS = 30;
  private static final int SIDE = 5;
  private static final int JUDGED = 10_000;

  @Mixin private final Setting setting;

  @Option(
      names = "--epochs",
      paramLabel = "COUNT",
      converter = Count.class,
      description = "Passes through the digits (20).")
  private Optional<Integer> epochs = Optional.empty();

  SimpleConvolution(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    Digits digits = Digits.bundled();
    Dataset train = digits.train().take(setting.count(60_000, 300));
    Dataset test = digits.test().take(setting.count(10_000, 100));
    Sequential net = Convolutions.simple(setting.key().fold(0));
    Fit<Sequential> fit = fit(net, train, test);
    double[] accuracies = fit.history().values(Curves.TEST);
    return new Findings(
        List.of(
            Findings.Figure.of(
                "test accuracy", "≥ .985", accuracies[accuracies.length - 1], 0.985, 1)),
        List.of(
            Charts.write(filters(net, fit.model()), setting.picture("filters.png")),
            Charts.write(curves(fit.history()), setting.picture("accuracy.png"))));
  }

  private Fit<Sequential> fit(Sequential net, Dataset train, Dataset test) throws IOException {
    var accuracy = Accuracy.<Sequential>compiled();
    Dataset judged = train.take(Math.min(JUDGED, train.size()));
    var trainer =
        Trainer.of(
                Training.start(net, SoftmaxWithLoss::of, new Adam(0.001)),
                Order.shuffled(100, setting.key().fold(1)))
            .measuring(Curves.TRAIN, judged, accuracy)
            .measuring(Curves.TEST, test, accuracy);
    return Resumed.fit(setting, trainer, train, epochs.orElse(setting.count(20, 1)));
  }

  private static BufferedImage curves(History history) {
    return Curves.close(
        "A simple convolutional net on MNIST",
        new Curves.Curve("train, the first 10,000", history.values(Curves.TRAIN)),
        new Curves.Curve("test", history.values(Curves.TEST)));
  }

  private static BufferedImage filters(Sequential before, Sequential after) {
    return Panels.grid(
        "The 30 filters of the convolution, black where a weight is large",
        2,
        List.of(filters("before", before), filters("after", after)));
  }

  private static BufferedImage filters(String caption, Sequential net) {
    NDArray weights = ((Conv2d) net.layers().get(1)).weight().value();
    double[] numbers = weights.toDoubleArray();
    List<BufferedImage> images =
        IntStream.range(0, FILTERS)
            .mapToObj(i -> Arrays.copyOfRange(numbers, i * SIDE * SIDE, (i + 1) * SIDE * SIDE))
            .map(filter -> GrayImages.of(NDArray.of(filter), SIDE, 16))
            .toList();
    return Panels.grid(caption, 6, images);
  }
}
