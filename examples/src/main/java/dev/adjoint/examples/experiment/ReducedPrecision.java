package dev.adjoint.examples.experiment;

import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.examples.data.Digits;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.nn.train.Order;
import dev.adjoint.nn.train.Trainer;
import dev.adjoint.nn.train.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How few bits the parameters of a trained net need: f64, f32, the nearest half-precision number,
/// and any number of binary places.
@Command(
    name = "reduced-precision",
    sortOptions = false,
    description = {
      "Judges a trained net with its parameters in f64, f32 and half precision.",
      "",
      "The simple convolutional net after two epochs; or a deep one out of a checkpoint.",
      ""
    })
final class ReducedPrecision implements Experiment {
  private static final int PLACES = 12;

  /// How a number becomes one of fewer bits.
  @FunctionalInterface
  private interface Rounding {
    float of(float value);
  }

  @Mixin private final Setting setting;

  @Option(
      names = "--deep",
      paramLabel = "FILE",
      description = "A checkpoint of deep-convolution, to be judged instead.")
  private Optional<Path> deep = Optional.empty();

  private final ToDoubleBiFunction<Sequential, Dataset> accuracy = Accuracy.compiled();

  ReducedPrecision(PrintWriter out) {
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
    Sequential net = net(digits);
    var wide = Dataset.of(test.inputs().cast(DType.FLOAT64), test.labels());
    double f64 = accuracy.applyAsDouble(Tree.map(net, ReducedPrecision::widened), wide);
    double f32 = accuracy.applyAsDouble(net, test);
    double f16 = accuracy.applyAsDouble(rounded(net, ReducedPrecision::half), test);
    double[] byPlaces =
        IntStream.range(0, PLACES)
            .mapToDouble(p -> accuracy.applyAsDouble(rounded(net, w -> places(w, p)), test))
            .toArray();
    return new Findings(
        List.of(
            Findings.Figure.of("f64, test accuracy", "-", f64),
            Findings.Figure.of("f32, less f64", "within .001", f32 - f64, -0.001, 0.001),
            Findings.Figure.of("half, less f64", "within .001", f16 - f64, -0.001, 0.001)),
        List.of(draw(byPlaces, f64)));
  }

  private Sequential net(Digits digits) throws IOException {
    if (deep.isPresent()) {
      return Resumed.net(deep.get(), Convolutions.deep(setting.key()));
    }
    Sequential start = Convolutions.simple(setting.key().fold(0));
    var trainer =
        Trainer.of(
            Training.start(start, SoftmaxWithLoss::of, new Adam(0.001)),
            Order.shuffled(100, setting.key().fold(1)));
    Dataset train = digits.train().take(setting.count(60_000, 300));
    return Resumed.fit(setting, trainer, train, setting.count(2, 1)).model();
  }

  private static Tensor widened(Tensor parameter) {
    return Tensor.constant(parameter.value().cast(DType.FLOAT64));
  }

  private static Sequential rounded(Sequential net, Rounding rounding) {
    return Tree.map(
        net,
        p -> {
          float[] numbers = p.value().toFloatArray();
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = rounding.of(numbers[i]);
          }
          return Tensor.constant(NDArray.wrap(p.type(), numbers));
        });
  }

  private static float half(float value) {
    return Float.float16ToFloat(Float.floatToFloat16(value));
  }

  /// The nearest number of as many binary places after the leading one.
  static float places(float value, int places) {
    int dropped = 23 - places;
    int half = 1 << (dropped - 1);
    return Float.intBitsToFloat((Float.floatToRawIntBits(value) + half) >> dropped << dropped);
  }

  private Path draw(double[] byPlaces, double f64) throws IOException {
    XYChart chart =
        Charts.xy(
            "Parameters rounded to fewer binary places (half precision has 10, f32 23)",
            "binary places after the leading one",
            "test accuracy",
            LegendPosition.InsideSE);
    chart.getStyler().setYAxisDecimalPattern("0.0000").setXAxisDecimalPattern("0");
    double low = Arrays.stream(byPlaces).min().orElse(0);
    double high = Math.max(f64, Arrays.stream(byPlaces).max().orElse(1));
    double margin = 0.1 * (high - low) + 1e-4;
    chart.getStyler().setYAxisMin(low - margin).setYAxisMax(high + margin);
    double[] places = IntStream.range(0, PLACES).mapToDouble(i -> i == 1 ? 0.999 : i).toArray();
    Charts.line(chart, "rounded", places, byPlaces, Charts.COLORS.get(0), Charts.Line.SOLID);
    double[] ends = {0, PLACES - 1};
    Charts.line(
        chart, "f64", ends, new double[] {f64, f64}, Charts.COLORS.get(1), Charts.Line.DASHED);
    return Charts.write(Charts.image(chart), setting.picture("places.png"));
  }
}
