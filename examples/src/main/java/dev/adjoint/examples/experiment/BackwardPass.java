package dev.adjoint.examples.experiment;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.examples.data.Digits;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.train.Gradients;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.random.Key;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The gradient of the two layers by reverse mode and by differences: compared on three digits, and
/// both used to train a small net.
///
/// The articles add 10⁻⁷ inside of the logarithm, which costs them half of the digits that
/// differences have; log-sum-exp needs no such thing.
@Command(
    name = "backward-pass",
    sortOptions = false,
    description = {
      "Compares the gradient of two layers with differences, and trains by both.",
      "",
      "784-50-10, sigmoid, three digits, in f64; and a net 4-3-2 on 20 random rows.",
      ""
    })
final class BackwardPass implements Experiment {
  private static final String[] NAMES = {"W1", "b1", "W2", "b2"};
  private static final String[] RECORDED = {"1.8e-6", "2.4e-5", "6.2e-9", "1.4e-7"};

  private static final int EVERY = 5;
  private static final BiFunction<Tensor, Tensor, Tensor> LOSS = SoftmaxWithLoss::of;

  @Mixin private final Setting setting;

  BackwardPass(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    var figures = new ArrayList<Findings.Figure>();
    double[] differences = onThreeDigits();
    for (int i = 0; i < NAMES.length; i++) {
      figures.add(
          Findings.Figure.of(NAMES[i] + ", mean difference", RECORDED[i], differences[i], 0, 1e-9));
    }
    int steps = setting.count(200, 3);
    double[] reverse = train(steps, (net, rows) -> Gradients.analytic(net, LOSS, rows));
    double[] numeric = train(steps, (net, rows) -> Gradients.numerical(net, LOSS, rows));
    double apart =
        IntStream.range(0, steps)
            .mapToDouble(i -> Math.abs(reverse[i] - numeric[i]))
            .max()
            .orElseThrow();
    figures.add(Findings.Figure.of("4-3-2, largest difference of losses", "-", apart, 0, 1e-8));
    return new Findings(figures, List.of(draw(reverse, numeric)));
  }

  private double[] onThreeDigits() throws IOException {
    List<Key> keys = setting.key().split(2);
    int hidden = setting.count(50, 3);
    var net =
        widened(
            Sequential.of(
                Affine.normal(Digits.PIXELS, hidden, 0.01, keys.get(0)),
                Sigmoid::of,
                Affine.normal(hidden, Digits.CLASSES, 0.01, keys.get(1))));
    Batch three = widened(Digits.bundled().train().take(3).all());
    return Gradients.of(net, LOSS, three).meanAbsoluteDifferences().values().stream()
        .mapToDouble(d -> d)
        .toArray();
  }

  private static <T> T widened(T tree) {
    return Tree.map(
        tree, p -> p.type().isFloating() ? Tensor.constant(p.value().cast(DType.FLOAT64)) : p);
  }

  /// The losses of gradient descent on 20 rows, by any way to a gradient.
  private double[] train(int steps, BiFunction<Sequential, Batch, Sequential> gradient) {
    Key key = setting.key().fold(0);
    NDArray x = key.normal(TensorType.f64(20, 4));
    int[] classes = IntStream.range(0, 20).map(i -> x.at(i, 0) > x.at(i, 1) ? 1 : 0).toArray();
    var rows = new Batch(Tensor.constant(x), Tensor.constant(NDArray.of(classes)));
    Sequential net =
        widened(
            Sequential.of(
                Affine.xavier(4, 3, key.fold(0)), Sigmoid::of, Affine.xavier(3, 2, key.fold(1))));
    double[] losses = new double[steps];
    for (int step = 0; step < steps; step++) {
      losses[step] = Adjoint.eval(LOSS.apply(net.apply(rows.inputs()), rows.labels())).item();
      Sequential slope = gradient.apply(net, rows);
      net = Adjoint.eval(Tree.map(net, slope, (p, g) -> p.minus(g)));
    }
    return losses;
  }

  private Path draw(double[] reverse, double[] numeric) throws IOException {
    XYChart chart =
        Charts.xy(
            "4-3-2 trained by two ways to a gradient", "step", "loss", LegendPosition.InsideNE);
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0).setYAxisDecimalPattern("0.0");
    chart.getStyler().setYAxisMax(Math.ceil(10 * reverse[0]) / 10).setMarkerSize(9);
    double[] steps = Losses.steps(reverse.length);
    Charts.line(chart, "reverse mode", steps, reverse, Charts.COLORS.get(0), Charts.Line.SOLID);
    int shown = Math.ceilDiv(numeric.length, EVERY);
    double[] some = IntStream.range(0, shown).mapToDouble(i -> steps[i * EVERY]).toArray();
    double[] there = IntStream.range(0, shown).mapToDouble(i -> numeric[i * EVERY]).toArray();
    XYSeries dots = chart.addSeries("central differences, every 5th", some, there);
    dots.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(SeriesMarkers.CIRCLE);
    dots.setMarkerColor(Charts.COLORS.get(1));
    return Charts.write(Charts.image(chart), setting.picture("loss.png"));
  }
}
