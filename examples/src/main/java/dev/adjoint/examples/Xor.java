package dev.adjoint.examples;

import com.google.common.base.Stopwatch;
import dev.adjoint.Adjoint;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.examples.option.Finite;
import dev.adjoint.examples.option.Whole;
import dev.adjoint.examples.show.Table;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.MeanSquaredError;
import dev.adjoint.nn.optim.Optimizer;
import dev.adjoint.nn.train.Training;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.random.Key;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The smallest network that learns something: exclusive or, which no single layer can.
///
/// Two inputs, a hidden layer and one output, sigmoid after both layers, mean squared error, all
/// four rows of the truth table in each step.
@Command(
    name = "xor",
    sortOptions = false,
    description = {"Learns the truth table of exclusive or.", ""})
final class Xor implements Runnable {
  private static final Batch TRUTH_TABLE =
      new Batch(
          constant(TensorType.f32(4, 2), 0, 0, 0, 1, 1, 0, 1, 1),
          constant(TensorType.f32(4, 1), 0, 1, 1, 0));

  @Option(
      names = "--hidden",
      paramLabel = "UNITS",
      converter = Whole.class,
      description = "Size of the hidden layer (${DEFAULT-VALUE}).")
  private int hidden = 8;

  @Option(
      names = "--optimizer",
      paramLabel = "RULE",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Rule rule = Rule.SGD;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      converter = Finite.class,
      description = "Step size (sgd 2, momentum 0.5, adam 0.05).")
  private Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--steps",
      paramLabel = "COUNT",
      converter = Whole.class,
      description = "Steps of the optimizer (${DEFAULT-VALUE}).")
  private int steps = 5000;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Seed of the first weights (${DEFAULT-VALUE}).")
  private long seed = 1;

  private final PrintWriter out;

  Xor(PrintWriter out) {
    this.out = out;
  }

  private static Tensor constant(TensorType type, float... values) {
    return Tensor.constant(NDArray.wrap(type, values));
  }

  @Override
  public void run() {
    Optimizer optimizer = rule.at(learningRate.orElse(usualRate()));
    var loop = Training.start(network(), MeanSquaredError::of, optimizer).loop();
    Stopwatch watch = Stopwatch.createUnstarted();
    for (int step = 0; step < steps; step++) {
      if (step == steps / 2) {
        watch.start();
      }
      loop.step(TRUTH_TABLE);
    }
    report(loop.training(), watch.elapsed(TimeUnit.NANOSECONDS) / 1e3 / (steps - steps / 2));
  }

  private Sequential network() {
    List<Key> keys = Key.of(seed).split(2);
    return Sequential.of(
        Weights.XAVIER.layer(2, hidden, keys.get(0)),
        Sigmoid::of,
        Weights.XAVIER.layer(hidden, 1, keys.get(1)),
        Sigmoid::of);
  }

  private double usualRate() {
    return switch (rule) {
      case SGD -> 2;
      case MOMENTUM -> 0.5;
      case ADAM -> 0.05;
    };
  }

  private void report(Training<Sequential> training, double microseconds) {
    print(Adjoint.eval(training.model().apply(TRUTH_TABLE.inputs())));
    out.println();
    out.printf(Locale.ROOT, "loss %.6f after %d steps%n", training.loss(), steps);
    out.printf(Locale.ROOT, "a step took %.1f us, the mean of the second half%n", microseconds);
  }

  private void print(NDArray predictions) {
    var table =
        Table.of(
            new Table.Column("x1", "%.0f", 2),
            new Table.Column("x2", "%.0f", 2),
            new Table.Column("x1 xor x2", "%.0f", 9),
            new Table.Column("predicted", "%.4f", 9));
    NDArray inputs = TRUTH_TABLE.inputs().value();
    NDArray labels = TRUTH_TABLE.labels().value();
    out.println(table.header());
    for (int row = 0; row < 4; row++) {
      out.println(
          table.row(
              inputs.at(row, 0), inputs.at(row, 1), labels.value(row), predictions.value(row)));
    }
  }
}
