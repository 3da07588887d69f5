package dev.adjoint.examples.experiment;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.program;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.check.GradientReport;
import dev.adjoint.examples.experiment.Findings.Figure;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Marks;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.MeanSquaredError;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.train.Training;
import dev.adjoint.op.Sin;
import dev.adjoint.random.Key;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// An op of one's own: six lines outside of the library, and it is differentiated to any order,
/// fused with its neighbours, compiled, checked, and used in a network.
///
/// The op is snake, `x + sin²(a x)/a`. Source: Liu, Hartwig, Ueda, *Neural networks fail to learn
/// periodic functions and how to fix it*, NeurIPS 2020.
@Command(
    name = "custom-op",
    sortOptions = false,
    description = {
      "Adds an op of one's own and uses it in a network.",
      "",
      "Its derivatives are checked, its program is shown, and a network learns a wave",
      "with it.",
      ""
    })
final class CustomOp implements Experiment {
  /// Snake: `y = x + sin²(a x)/a`.
  private record Snake(double a) implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      double sine = Math.sin(a * x);
      return x + sine * sine / a;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return Sin.of(x.times(2 * a)).plus(1);
    }
  }

  /// The same with a mistake in its derivative.
  private record WrongSnake(double a) implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return new Snake(a).apply(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return Sin.of(x.times(a)).plus(1);
    }
  }

  private static final Snake SNAKE = new Snake(2);
  private static final double SEEN = 3;

  @Mixin private final Setting setting;

  CustomOp(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    Tensor x = vector(-1.5, 0, 0.7, 2);
    show("snake(x) at x = " + eval(x), eval(SNAKE.on(x)));
    show("its derivative there", eval(slope(SNAKE::on).apply(x)));
    show("its second derivative there", eval(slope(slope(SNAKE::on)).apply(x)));
    Function<Tensor, Tensor> loss = t -> SNAKE.on(t.times(3)).minus(1).squared().sum();
    GradientReport right = GradientCheck.of(loss).order(2).at(x);
    show("sum (snake(3x) - 1)², checked to second order", right);
    show("its gradient as a program: one loop for all of it", program(grad(loss), x));
    GradientReport wrong = GradientCheck.of((Tensor t) -> new WrongSnake(2).on(t).sum()).at(x);
    show("the same op with sin(a x) for sin(2 a x) in its derivative", wrong);
    Sequential network = wave();
    return new Findings(
        List.of(
            Figure.of("right: relative error", "-", error(right), 0, 1e-6),
            Figure.of("wrong: relative error", "-", error(wrong), 0.01, Double.POSITIVE_INFINITY),
            Figure.of("network: what is missed, rms", "-", missed(network), 0, 0.2)),
        List.of(curves(), wave(network)));
  }

  private void show(String what, Object thing) {
    setting.out().printf("--- %s%n%n%s%n%n", what, String.valueOf(thing).stripTrailing());
  }

  private static double error(GradientReport report) {
    return report.worst().worst().relativeError();
  }

  /// The derivative of an elementwise function, at all elements at once.
  private static Function<Tensor, Tensor> slope(Function<Tensor, Tensor> f) {
    return grad(x -> f.apply(x).sum());
  }

  /// A network 1–32–1 that has learned `sin x + sin 3x` from 400 points.
  private Sequential wave() {
    List<Key> keys = setting.key().split(3);
    var network =
        Sequential.of(Affine.he(1, 32, keys.get(0)), SNAKE::on, Affine.xavier(32, 1, keys.get(1)));
    Tensor x = Tensor.constant(keys.get(2).uniform(TensorType.f32(400, 1), -SEEN, SEEN));
    var batch = new Batch(x, eval(List.of(target(x))).getFirst());
    var loop = Training.start(network, MeanSquaredError::of, new Adam(0.01)).loop();
    for (int step = 0; step < setting.count(5000, 100); step++) {
      loop.step(batch);
    }
    setting
        .out()
        .printf(
            "--- a network 1-32-1 with it: loss %.6f after %,d steps%n", loop.loss(), loop.steps());
    return loop.training().model();
  }

  private static Tensor target(Tensor x) {
    return Sin.of(x).plus(Sin.of(x.times(3)));
  }

  private static double[] says(Sequential network, double[] x) {
    Tensor column = vector(x).cast(DType.FLOAT32).reshape(x.length, 1);
    return eval(network.apply(column)).toDoubleArray();
  }

  /// The root of the mean square of what a network misses.
  private static double missed(Sequential network) {
    double[] x = spaced(-SEEN, SEEN, 500);
    double[] y = says(network, x);
    double[] wanted = at(CustomOp::target, x);
    double sum = IntStream.range(0, x.length).mapToDouble(i -> Math.pow(y[i] - wanted[i], 2)).sum();
    return Math.sqrt(sum / x.length);
  }

  private static double[] spaced(double from, double to, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> from + (to - from) * i / (count - 1))
        .toArray();
  }

  private Path curves() throws IOException {
    double[] x = spaced(-4, 4, 801);
    XYChart chart = chart("Snake, x + sin²(2x)/2, and its derivatives", "x", "y");
    line(chart, "snake", x, eval(SNAKE.on(vector(x))).toDoubleArray(), 0);
    line(chart, "first derivative", x, at(slope(SNAKE::on), x), 1);
    line(chart, "second derivative", x, at(slope(slope(SNAKE::on)), x), 2);
    chart.getStyler().setXAxisMin(-4.0).setXAxisMax(4.1);
    return Charts.write(Charts.image(chart), setting.picture("snake.png"));
  }

  private static double[] at(Function<Tensor, Tensor> f, double[] x) {
    return compile(f).apply(vector(x)).value().toDoubleArray();
  }

  private Path wave(Sequential network) throws IOException {
    double[] x = spaced(-SEEN, SEEN, 1201);
    double[] some = spaced(-SEEN, SEEN, 61);
    XYChart chart =
        Charts.xy("A network of 32 units with snake", "x", "y", LegendPosition.InsideNW);
    line(chart, "network", x, says(network, x), 0);
    Marks.points(chart, "sin x + sin 3x", some, at(CustomOp::target, some), Charts.COLORS.get(1));
    chart.getStyler().setXAxisMin(-SEEN - 0.1).setXAxisMax(SEEN + 0.1);
    chart.getStyler().setYAxisMin(-2.0).setYAxisMax(2.0).setMarkerSize(11);
    return Charts.write(Charts.image(chart), setting.picture("wave.png"));
  }

  private static XYChart chart(String title, String x, String y) {
    XYChart chart = Charts.xy(title, x, y, LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    return chart;
  }

  private static void line(XYChart chart, String name, double[] x, double[] y, int color) {
    Charts.line(chart, name, x, y, Charts.COLORS.get(color), Charts.Line.SOLID);
  }
}
