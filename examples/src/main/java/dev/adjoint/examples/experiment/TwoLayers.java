package dev.adjoint.examples.experiment;

import dev.adjoint.examples.data.Digits;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Table;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.nn.train.Training;
import dev.adjoint.nn.train.TrainingLoop;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.random.Key;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The network of two layers that the articles train, every evaluation beside the recorded one; the
/// same uphill, where the sign of the update is wrong; and with ReLU.
@Command(
    name = "two-layers",
    sortOptions = false,
    description = {
      "Trains the two layers of the articles, and compares every evaluation.",
      "",
      "784-50-10, sigmoid, weights N(0, 0.01²), SGD 0.1, 10,000 batches of 100 drawn",
      "with replacement; the same with the sign of the update flipped, and with ReLU.",
      ""
    })
final class TwoLayers implements Experiment {
  private static final int EPOCH = 600;

  private static final double[] RECORDED = {
    .1135, .7939, .8799, .9011, .9115, .9177, .9202, .9261, .9267, .9305, .9328, .9362, .9389,
    .9392, .9414, .9441, .9458
  };

  private static final Table TABLE =
      Table.of(
          new Table.Column("step", "%d", 5),
          new Table.Column("train", "%.4f", 6),
          new Table.Column("test", "%.4f", 6),
          new Table.Column("recorded test", "%.4f", 13));

  /// One training.
  ///
  /// @param losses of each step
  /// @param train accuracy before step 1 and after each 600
  /// @param test the same on other digits
  private record Course(double[] losses, List<Double> train, List<Double> test) {}

  @Mixin private final Setting setting;

  private final ToDoubleBiFunction<Sequential, Dataset> accuracy = Accuracy.compiled();

  TwoLayers(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    Digits digits = Digits.bundled();
    setting.out().println(TABLE.header());
    Course sigmoid = course(start(Sigmoid::of, 0.1), digits, RECORDED);
    List<Batch> some = batches(digits.train(), setting.count(1000, 30));
    double[] uphill = Losses.of(start(Sigmoid::of, -0.1), some);
    setting.out().println();
    setting.out().println("with ReLU");
    Course relu = course(start(Relu::of, 0.1), digits, new double[0]);
    return new Findings(figures(sigmoid, uphill, relu), pictures(sigmoid, uphill, relu));
  }

  private Training<Sequential> start(Layer activation, double rate) {
    List<Key> keys = setting.key().split(2);
    var net =
        Sequential.of(
            Affine.normal(Digits.PIXELS, 50, 0.01, keys.get(0)),
            activation,
            Affine.normal(50, Digits.CLASSES, 0.01, keys.get(1)));
    return Training.start(net, SoftmaxWithLoss::of, new Sgd(rate));
  }

  private List<Batch> batches(Dataset train, int steps) {
    return train.sampled(setting.key().fold(0), 100, steps);
  }

  private Course course(Training<Sequential> start, Digits digits, double[] recorded) {
    int steps = setting.count(10_000, 30);
    List<Batch> batches = batches(digits.train(), steps);
    var course = new Course(new double[steps], new ArrayList<>(), new ArrayList<>());
    TrainingLoop<Sequential> loop = start.loop();
    for (int step = 0; step < steps; step++) {
      if (step % EPOCH == 0) {
        evaluate(loop.training(), digits, course, recorded);
      }
      course.losses()[step] = loop.step(batches.get(step));
    }
    return course;
  }

  private void evaluate(Training<Sequential> now, Digits digits, Course course, double[] recorded) {
    double train = accuracy.applyAsDouble(now.model(), digits.train());
    double test = accuracy.applyAsDouble(now.model(), digits.test());
    int number = course.test().size();
    Object beside = number < recorded.length ? (Object) recorded[number] : "";
    setting.out().println(TABLE.row(now.steps(), train, test, beside));
    course.train().add(train);
    course.test().add(test);
  }

  private static List<Findings.Figure> figures(Course sigmoid, double[] uphill, Course relu) {
    double[] losses = sigmoid.losses();
    double plateau = Arrays.stream(losses, 0, Math.min(150, losses.length)).average().orElseThrow();
    return List.of(
        Findings.Figure.of("test accuracy", ".9458", sigmoid.test().getLast(), 0.940, 0.955),
        Findings.Figure.of("loss, steps 1 to 150", "about 2.3", plateau, 2.2, 2.35),
        Findings.Figure.of("loss, step 500", "1.0", Losses.near(losses, 500, 25), 0.8, 1.25),
        Findings.Figure.of("loss, step 1000", ".55", Losses.near(losses, 1000, 25), 0.44, 0.69),
        Findings.Figure.of("loss, last steps", ".1292", Losses.near(losses, losses.length, 100)),
        Findings.Figure.of(
            "uphill, loss at the end",
            "shoots up",
            Losses.near(uphill, uphill.length, 10),
            10,
            Double.POSITIVE_INFINITY),
        Findings.Figure.of("ReLU, train accuracy", ".9778", relu.train().getLast(), 0.973, 0.983),
        Findings.Figure.of("ReLU, test accuracy", ".9690", relu.test().getLast(), 0.964, 0.974));
  }

  private List<Path> pictures(Course sigmoid, double[] uphill, Course relu) throws IOException {
    double top = 1.05 * Arrays.stream(uphill).max().orElseThrow();
    return List.of(
        accuracy("accuracy.png", "784-50-10, sigmoid", sigmoid),
        accuracy("relu-accuracy.png", "784-50-10, ReLU", relu),
        Losses.drawFirst(
            setting.picture("loss.png"),
            "784-50-10, sigmoid: the first steps",
            sigmoid.losses(),
            5),
        Losses.drawFirst(
            setting.picture("uphill.png"),
            "784-50-10, sigmoid, with the sign of the update flipped",
            uphill,
            top));
  }

  private Path accuracy(String file, String title, Course course) throws IOException {
    XYChart chart = Charts.xy(title, "epoch", "accuracy", LegendPosition.InsideSE);
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0).setYAxisMax(1.0);
    chart.getStyler().setYAxisDecimalPattern("0.0").setXAxisDecimalPattern("0");
    double[] epochs = new double[course.test().size()];
    // The second a hair to the left, for round ticks; see Losses.steps.
    Arrays.setAll(epochs, i -> i == 1 ? 0.999 : i);
    double[] train = course.train().stream().mapToDouble(a -> a).toArray();
    double[] test = course.test().stream().mapToDouble(a -> a).toArray();
    Charts.line(chart, "train", epochs, train, Charts.COLORS.get(0), Charts.Line.SOLID);
    Charts.line(chart, "test", epochs, test, Charts.COLORS.get(1), Charts.Line.DASHED);
    return Charts.write(Charts.image(chart), setting.picture(file));
  }
}
