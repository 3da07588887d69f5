package dev.adjoint.examples.experiment;

import dev.adjoint.examples.data.Digits;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Panels;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Initializer;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Optimizer;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.nn.train.History;
import dev.adjoint.nn.train.Order;
import dev.adjoint.nn.train.Trainer;
import dev.adjoint.nn.train.Training;
import dev.adjoint.random.Key;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A net of six hidden layers that learns no more than 300 digits by heart: §6.4 of the book.
///
/// @param train the 300 digits
/// @param test what it is judged by
/// @param key where everything random comes from
record Overfitting(Dataset train, Dataset test, Key key) {
  /// {@return the task, with fewer digits to be judged by in the small version}
  ///
  /// @param setting how it is to be run
  /// @throws IOException if the digits cannot be read
  static Overfitting of(Setting setting) throws IOException {
    Digits digits = Digits.bundled();
    return new Overfitting(
        digits.train().take(300), digits.test().take(setting.count(10_000, 200)), setting.key());
  }

  /// {@return the course of a training on batches of 100, drawn with replacement}
  ///
  /// @param after what follows each hidden affine layer
  /// @param rule the optimiser
  /// @param epochs how many, of three batches each
  History learn(List<Layer> after, Optimizer rule, int epochs) {
    Sequential net = ReluNets.of(6, Initializer.he(), key.fold(0), after);
    var start = Training.start(net, SoftmaxWithLoss::of, rule, key.fold(1));
    var accuracy = Accuracy.<Sequential>compiled();
    return Trainer.of(start, Order.sampled(100, 3, key.fold(2)))
        .measuring(Curves.TRAIN, train, accuracy)
        .measuring(Curves.TEST, test, accuracy)
        .fit(train, epochs)
        .history();
  }

  /// Draws two courses beside each other.
  ///
  /// @param file where to write
  /// @param what is to help
  /// @param without the course without it
  /// @param value how much of it there is in the other course
  /// @param with the other course
  /// @return the file
  /// @throws IOException if it cannot be written
  static Path draw(Path file, String what, History without, double value, History with)
      throws IOException {
    List<BufferedImage> charts =
        List.of(chart("without " + what, without), chart("with " + what + " " + value, with));
    return Charts.write(Panels.grid("300 digits and a net of six hidden layers", 2, charts), file);
  }

  private static BufferedImage chart(String name, History history) {
    return Curves.chart(
        name,
        new Curves.Curve("train", history.values(Curves.TRAIN)),
        new Curves.Curve("test", history.values(Curves.TEST)));
  }

  /// {@return a value after the last epoch}
  ///
  /// @param history the course
  /// @param name of the value
  static double last(History history, String name) {
    return history.epochs().getLast().value(name);
  }
}
