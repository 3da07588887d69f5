package dev.adjoint.examples.experiment;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.examples.data.Digits;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Panels;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.BatchNorm;
import dev.adjoint.nn.layer.Initializer;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.Pass;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.nn.train.Training;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// With batch normalisation a net learns from first weights of nearly any scale.
///
/// The book checks its gradient on one sample, where it is zero by construction: any wrong gradient
/// that is zero there passes. Here it is checked on three.
@Command(
    name = "batch-normalization",
    sortOptions = false,
    description = {
      "First weights of 16 scales, with batch normalisation and without.",
      "",
      "784-5×100-10, ReLU, SGD 0.01, 1000 digits, batches of 100, 20 epochs.",
      ""
    })
final class BatchNormalization implements Experiment {
  private static final int SCALES = 16;

  @Mixin private final Setting setting;

  private final ToDoubleBiFunction<Sequential, Dataset> accuracy = Accuracy.compiled();

  BatchNormalization(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    Dataset digits = Digits.bundled().train().take(1000);
    List<double[]> with = courses(List.of(norm(100), Relu::of), digits);
    List<double[]> without = courses(List.of(Relu::of), digits);
    var charts = new ArrayList<BufferedImage>();
    for (int i = 0; i < SCALES; i++) {
      charts.add(
          Curves.small(
              String.format(Locale.ROOT, "std %.2g", scale(i)),
              i == 0,
              new Curves.Curve("with", with.get(i)),
              new Curves.Curve("without", without.get(i))));
    }
    BufferedImage picture =
        Panels.grid("Train accuracy, with batch normalisation and without", 4, charts);
    return new Findings(
        figures(with, without), List.of(Charts.write(picture, setting.picture("accuracy.png"))));
  }

  /// With the book's ε, which is smaller than the usual one: the smallest scales need it, since the
  /// variances that they make are no larger.
  private static BatchNorm norm(int channels) {
    BatchNorm usual = BatchNorm.of(channels);
    return new BatchNorm(
        usual.scale(), usual.shift(), usual.mean(), usual.variance(), usual.momentum(), 1e-6);
  }

  /// From 1 to 10⁻⁴.
  private static double scale(int index) {
    return Math.pow(10, -4.0 * index / (SCALES - 1));
  }

  /// The accuracies of all scales. Their nets are of one form, so the programs of the first train
  /// all of them.
  private List<double[]> courses(List<Layer> after, Dataset digits) {
    var first = Training.start(net(after, 0), SoftmaxWithLoss::of, new Sgd(0.01));
    return IntStream.range(0, SCALES)
        .mapToObj(i -> first.resumed(net(after, i), first.state(), Double.NaN, 0))
        .map(start -> course(start, digits))
        .toList();
  }

  private Sequential net(List<Layer> after, int index) {
    return ReluNets.of(5, Initializer.normal(scale(index)), setting.key().fold(0), after);
  }

  private double[] course(Training<Sequential> start, Dataset digits) {
    double[] accuracies = new double[setting.count(20, 2)];
    Training<Sequential> now = start;
    for (int epoch = 0; epoch < accuracies.length; epoch++) {
      now = now.run(digits.sampled(setting.key().fold(1 + epoch), 100, 10));
      accuracies[epoch] = accuracy.applyAsDouble(now.model(), digits);
    }
    return accuracies;
  }

  private List<Findings.Figure> figures(List<double[]> with, List<double[]> without) {
    return List.of(
        Findings.Figure.of("with, scales that train", "nearly all", SCALES - stuck(with), 14, 16),
        Findings.Figure.of("with, scales that reach .5", "-", learned(with)),
        Findings.Figure.of("without, scales that stay at .11", "most", stuck(without), 9, 16),
        Findings.Figure.of("largest gradient on 1 sample", "0", largest(1), 0, 1e-12),
        Findings.Figure.of(
            "largest gradient on 3 samples", "-", largest(3), 1e-3, Double.POSITIVE_INFINITY),
        Findings.Figure.of("largest difference on 3 samples", "-", difference(3), 0, 1e-8));
  }

  private static int learned(List<double[]> courses) {
    return (int) courses.stream().filter(c -> c[c.length - 1] >= 0.5).count();
  }

  /// What has not come further than 0.2 stays at the share of the most frequent digit.
  private static int stuck(List<double[]> courses) {
    return (int) courses.stream().filter(c -> c[c.length - 1] < 0.2).count();
  }

  private Affine first() {
    return widened(Affine.xavier(5, 4, setting.key().fold(0)));
  }

  private static <T> T widened(T layer) {
    return Tree.map(layer, p -> Tensor.constant(p.value().cast(DType.FLOAT64)));
  }

  /// The loss of a small net in training, as a function of its first layer.
  private Function<Affine, Tensor> loss(int samples) {
    Key key = setting.key().fold(1);
    Tensor x = Tensor.constant(key.normal(TensorType.f64(samples, 5)));
    Tensor t = Tensor.constant(NDArray.of(IntStream.range(0, samples).map(i -> i % 4).toArray()));
    BatchNorm norm = widened(norm(4));
    return first -> SoftmaxWithLoss.of(Tanh.of(norm.apply(first.apply(x), Pass.training())), t);
  }

  private double largest(int samples) {
    Tensor gradient = Adjoint.grad(loss(samples)).apply(first()).weight();
    return Adjoint.eval(gradient.abs().max()).item();
  }

  private double difference(int samples) {
    Tensor analytic = Adjoint.grad(loss(samples)).apply(first()).weight();
    Tensor numerical = GradientCheck.numeric(loss(samples), first()).weight();
    return Adjoint.eval(analytic.minus(numerical).abs().max()).item();
  }
}
