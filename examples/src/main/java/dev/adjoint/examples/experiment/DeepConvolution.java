package dev.adjoint.examples.experiment;

import dev.adjoint.Adjoint;
import dev.adjoint.array.NDArray;
import dev.adjoint.examples.data.Digits;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.GrayImages;
import dev.adjoint.examples.show.Panels;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.nn.train.Fit;
import dev.adjoint.nn.train.Order;
import dev.adjoint.nn.train.Trainer;
import dev.adjoint.nn.train.Training;
import dev.adjoint.op.ArgMax;
import dev.adjoint.random.Key;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A deep convolutional net, and the digits that it still takes for others.
///
/// After each epoch it writes a checkpoint beside the pictures, and goes on from the one it finds.
@Command(
    name = "deep-convolution",
    sortOptions = false,
    description = {
      "Trains a deep convolutional net, and shows what it gets wrong.",
      "",
      "Three times two convolutions 3×3 and a pooling, of 16, 32 and 64 channels, then",
      "affine 50 and 10 with dropout; He, Adam 0.001, batches of 100. It goes on from a",
      "checkpoint of the same seed beside its pictures.",
      ""
    })
final class DeepConvolution implements Experiment {
  private static final int SHOWN = 20;

  /// A digit that was taken for another.
  private record Mistaken(NDArray pixels, int label, int guess) {}

  @Mixin private final Setting setting;

  @Option(
      names = "--epochs",
      paramLabel = "COUNT",
      converter = Count.class,
      description = "Passes through the digits (20).")
  private Optional<Integer> epochs = Optional.empty();

  DeepConvolution(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    Digits digits = Digits.bundled();
    Dataset test = digits.test().take(setting.count(10_000, 100));
    Fit<Sequential> fit = fit(digits.train().take(setting.count(60_000, 300)), test);
    double[] accuracies = fit.history().values(Curves.TEST);
    BufferedImage curve =
        Curves.close("A deep convolutional net on MNIST", new Curves.Curve("test", accuracies));
    return new Findings(
        List.of(
            Findings.Figure.of(
                "test accuracy", "≥ .993", accuracies[accuracies.length - 1], 0.993, 1)),
        List.of(
            Charts.write(curve, setting.picture("accuracy.png")),
            Charts.write(picture(mistaken(fit.model(), test)), setting.picture("mistaken.png"))));
  }

  private Fit<Sequential> fit(Dataset train, Dataset test) throws IOException {
    List<Key> keys = setting.key().split(3);
    var start =
        Training.start(
            Convolutions.deep(keys.get(0)), SoftmaxWithLoss::of, new Adam(0.001), keys.get(1));
    var trainer =
        Trainer.of(start, Order.shuffled(100, keys.get(2)))
            .measuring(Curves.TEST, test, Accuracy.compiled());
    return Resumed.fit(setting, trainer, train, epochs.orElse(setting.count(20, 1)));
  }

  private static List<Mistaken> mistaken(Sequential net, Dataset test) {
    var mistaken = new ArrayList<Mistaken>();
    for (Batch batch : test.batches(1000)) {
      int[] guesses = Adjoint.eval(ArgMax.of(net.apply(batch.inputs()), -1)).toIntArray();
      int[] labels = batch.labels().value().toIntArray();
      float[] pixels = batch.inputs().value().toFloatArray();
      for (int i = 0; i < labels.length && mistaken.size() < SHOWN; i++) {
        if (guesses[i] != labels[i]) {
          float[] digit = Arrays.copyOfRange(pixels, i * Digits.PIXELS, (i + 1) * Digits.PIXELS);
          mistaken.add(new Mistaken(NDArray.of(digit), labels[i], guesses[i]));
        }
      }
    }
    return mistaken;
  }

  private static BufferedImage picture(List<Mistaken> mistaken) {
    List<BufferedImage> images =
        mistaken.stream()
            .map(m ->
                Panels.captioned(
                    GrayImages.of(m.pixels(), 28, 6), "(%d, %d)".formatted(m.label(), m.guess())))
            .toList();
    String title = "The first test digits that are taken for others: (label, guess)";
    return Panels.grid(title, 5, images);
  }
}
