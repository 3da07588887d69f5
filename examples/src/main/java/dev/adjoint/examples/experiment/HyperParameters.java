package dev.adjoint.examples.experiment;

import dev.adjoint.array.TensorType;
import dev.adjoint.examples.data.Digits;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Panels;
import dev.adjoint.examples.show.Table;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Initializer;
import dev.adjoint.nn.layer.Pass;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.layer.Statistic;
import dev.adjoint.nn.loss.Penalty;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.nn.train.Training;
import dev.adjoint.random.Key;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Random search for a learning rate and a weight decay.
///
/// Both are tensors of what is trained, though no parameters, so that the trials are of one form
/// and share one program: the objective is `rate · (loss + ½ decay Σ w²)`, and the optimiser makes
/// steps of size 1 along its gradient.
@Command(
    name = "hyper-parameters",
    sortOptions = false,
    description = {
      "Searches a learning rate and a weight decay at random.",
      "",
      "784-6×100-10, ReLU, SGD, 500 digits of which 100 validate; 100 trials of 50",
      "epochs, learning rate 10^U(-6,-2), weight decay 10^U(-8,-4).",
      ""
    })
final class HyperParameters implements Experiment {
  private static final int SHOWN = 20;

  /// A net with the two numbers that it is trained with.
  private record Candidate(Sequential net, Statistic rate, Statistic decay) {}

  /// What became of two numbers.
  private record Trial(double rate, double decay, double[] train, double[] validation) {
    double best() {
      return validation[validation.length - 1];
    }
  }

  @Mixin private final Setting setting;

  private final ToDoubleBiFunction<Sequential, Dataset> accuracy = Accuracy.compiled();

  HyperParameters(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    Dataset digits = Digits.bundled().train().take(500).shuffled(setting.key().fold(0));
    Training<Candidate> start =
        Training.minimizing(candidate(0, 1, 1), HyperParameters::objective, new Sgd(1));
    List<Trial> trials =
        IntStream.range(0, setting.count(100, SHOWN))
            .mapToObj(i -> trial(start, i, digits.slice(100, 500), digits.take(100)))
            .sorted(Comparator.comparingDouble(Trial::best).reversed())
            .toList();
    print(trials);
    Trial best = trials.getFirst();
    return new Findings(
        List.of(
            Findings.Figure.of("best validation accuracy", ".84", best.best(), 0.73, 0.95),
            Findings.Figure.of("its learning rate", ".0094", best.rate(), 1e-3, 1e-2),
            Findings.Figure.of("its weight decay", "-", best.decay())),
        List.of(Charts.write(picture(trials), setting.picture("best.png"))));
  }

  private static Tensor objective(Candidate candidate, Batch batch, Pass pass) {
    Tensor loss = SoftmaxWithLoss.of(candidate.net().apply(batch.inputs(), pass), batch.labels());
    Tensor penalty = Penalty.l2(candidate.net(), ".*weight").times(0.5);
    return loss.plus(penalty.times(candidate.decay().value())).times(candidate.rate().value());
  }

  private Candidate candidate(int number, double rate, double decay) {
    Key key = setting.key().fold(1).fold(number);
    return new Candidate(ReluNets.of(6, Initializer.he(), key), fixed(rate), fixed(decay));
  }

  private static Statistic fixed(double value) {
    return new Statistic(Tensor.full(TensorType.f32(), value));
  }

  private Trial trial(Training<Candidate> start, int number, Dataset train, Dataset validation) {
    Key key = setting.key().fold(2).fold(number);
    double[] exponents = key.uniform(TensorType.f64(2)).toDoubleArray();
    double rate = Math.pow(10, -6 + 4 * exponents[0]);
    double decay = Math.pow(10, -8 + 4 * exponents[1]);
    Training<Candidate> now =
        start.resumed(candidate(number, rate, decay), start.state(), Double.NaN, 0);
    int epochs = setting.count(50, 2);
    var trial = new Trial(rate, decay, new double[epochs], new double[epochs]);
    for (int epoch = 0; epoch < epochs; epoch++) {
      now = now.run(train.sampled(key.fold(epoch), 100, 4));
      trial.train()[epoch] = accuracy.applyAsDouble(now.model().net(), train);
      trial.validation()[epoch] = accuracy.applyAsDouble(now.model().net(), validation);
    }
    return trial;
  }

  private void print(List<Trial> trials) {
    var table =
        Table.of(
            new Table.Column("place", "%d", 5),
            new Table.Column("validation", "%.2f", 10),
            new Table.Column("learning rate", "%.3g", 13),
            new Table.Column("weight decay", "%.3g", 12));
    setting.out().println(table.header());
    for (int i = 0; i < SHOWN; i++) {
      Trial trial = trials.get(i);
      setting.out().println(table.row(i + 1, trial.best(), trial.rate(), trial.decay()));
    }
  }

  private static BufferedImage picture(List<Trial> trials) {
    var charts = new ArrayList<BufferedImage>();
    for (int i = 0; i < SHOWN; i++) {
      Trial trial = trials.get(i);
      charts.add(
          Curves.small(
              String.format(
                  Locale.ROOT, "%d: rate %.1e, decay %.0e", i + 1, trial.rate(), trial.decay()),
              i == 0,
              new Curves.Curve("train", trial.train()),
              new Curves.Curve("validation", trial.validation())));
    }
    return Panels.grid("The 20 best of %d trials".formatted(trials.size()), 5, charts);
  }
}
