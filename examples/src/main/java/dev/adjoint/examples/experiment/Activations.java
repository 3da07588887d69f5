package dev.adjoint.examples.experiment;

import dev.adjoint.Adjoint;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Panels;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What comes out of each of five layers whose weights were drawn and not trained: a good deviation
/// keeps the activations spread, a bad one makes them 0, the same, or the ends of their range.
@Command(
    name = "activations",
    sortOptions = false,
    description = {
      "Histograms of what five untrained layers make of random input.",
      "",
      "1000 rows of 100 numbers from N(0, 1); sigmoid, ReLU and tanh; weights of four",
      "deviations.",
      ""
    })
final class Activations implements Experiment {
  private static final int LAYERS = 5;
  private static final int WIDTH = 100;

  private record Curve(String name, UnaryOperator<Tensor> function, double low, double high) {}

  private record Deviation(String name, double value) {}

  private static final Curve SIGMOID = new Curve("sigmoid", Sigmoid::of, 0, 1);
  private static final Curve RELU = new Curve("ReLU", Relu::of, 0, 1);
  private static final Curve TANH = new Curve("tanh", Tanh::of, -1, 1);

  private static final Deviation ONE = new Deviation("1", 1);
  private static final Deviation SMALL = new Deviation("0.01", 0.01);
  private static final Deviation XAVIER = new Deviation("√(1/n)", Math.sqrt(1.0 / WIDTH));
  private static final Deviation HE = new Deviation("√(2/n)", Math.sqrt(2.0 / WIDTH));

  @Mixin private final Setting setting;

  Activations(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    return new Findings(figures(), List.of(draw(SIGMOID), draw(RELU), draw(TANH)));
  }

  private List<NDArray> layers(Curve curve, Deviation deviation) {
    Key key = setting.key();
    Tensor x = Tensor.constant(key.normal(TensorType.f32(setting.count(1000, 100), WIDTH)));
    var outputs = new ArrayList<Tensor>();
    for (int i = 0; i < LAYERS; i++) {
      NDArray w = key.fold(i).normal(TensorType.f32(WIDTH, WIDTH), 0, deviation.value());
      x = curve.function().apply(x.matmul(Tensor.constant(w)));
      outputs.add(x);
    }
    return outputs.stream().map(Adjoint::eval).toList();
  }

  private List<Findings.Figure> figures() {
    double[] ends = last(SIGMOID, ONE);
    double[] same = last(SIGMOID, SMALL);
    double[] xavier = last(SIGMOID, XAVIER);
    double[] dead = last(RELU, SMALL);
    double[] he = last(RELU, HE);
    double[] kept = last(TANH, XAVIER);
    return List.of(
        Findings.Figure.of(
            "sigmoid, std 1: within 0.1 of 0 or 1",
            "most",
            share(ends, y -> y < 0.1 || y > 0.9),
            0.6,
            1),
        Findings.Figure.of(
            "sigmoid, std 0.01: within 0.1 of 0.5",
            "all",
            share(same, y -> Math.abs(y - 0.5) < 0.1),
            0.999,
            1),
        Findings.Figure.of(
            "sigmoid, std √(1/n): within 0.1 of 0.5",
            "some",
            share(xavier, y -> Math.abs(y - 0.5) < 0.1),
            0.1,
            0.9),
        Findings.Figure.of(
            "ReLU, std 0.01: largest", "near 0", Arrays.stream(dead).max().orElseThrow(), 0, 0.01),
        Findings.Figure.of(
            "ReLU, std √(2/n): above 0.1", "many", share(he, y -> y > 0.1), 0.3, 0.7),
        Findings.Figure.of("tanh, std √(1/n): deviation", "wide", deviation(kept), 0.25, 0.75));
  }

  private double[] last(Curve curve, Deviation deviation) {
    return layers(curve, deviation).getLast().toDoubleArray();
  }

  private static double share(double[] values, DoublePredicate wanted) {
    return (double) Arrays.stream(values).filter(wanted).count() / values.length;
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(y -> (y - mean) * (y - mean)).average().orElseThrow());
  }

  private Path draw(Curve curve) throws IOException {
    var charts = new ArrayList<BufferedImage>();
    for (Deviation deviation : List.of(ONE, SMALL, XAVIER, HE)) {
      charts.addAll(row(curve, deviation));
    }
    String title =
        "%s: activations of five layers, the share of all in each of 30 bins%s"
            .formatted(curve.name(), curve.equals(RELU) ? ", above 1 in the last" : "");
    return Charts.write(
        Panels.grid(title, LAYERS, charts),
        setting.picture(curve.name().toLowerCase(Locale.ROOT) + ".png"));
  }

  /// The histograms of one deviation, of one scale.
  private List<BufferedImage> row(Curve curve, Deviation deviation) {
    List<double[]> layers = layers(curve, deviation).stream().map(NDArray::toDoubleArray).toList();
    double top =
        layers.stream()
            .flatMapToDouble(y -> Arrays.stream(Histograms.shares(y, curve.low(), curve.high())))
            .max()
            .orElseThrow();
    return IntStream.range(0, LAYERS)
        .mapToObj(i ->
            Histograms.chart(
                "std %s, layer %d".formatted(deviation.name(), i + 1),
                layers.get(i),
                curve.low(),
                curve.high(),
                1.1 * top))
        .toList();
  }
}
