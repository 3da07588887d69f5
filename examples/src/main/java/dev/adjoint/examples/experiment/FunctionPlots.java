package dev.adjoint.examples.experiment;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.check.GradientCheck;
import dev.adjoint.examples.experiment.Findings.Figure;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Composition;
import dev.adjoint.examples.show.Contours;
import dev.adjoint.examples.show.Grid;
import dev.adjoint.examples.show.Marks;
import dev.adjoint.examples.show.Scale;
import dev.adjoint.examples.show.Surface;
import dev.adjoint.examples.show.Table;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import java.awt.Color;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The functions that a book on neural networks begins with, and their derivatives: a parabola with
/// its tangent, a bowl with its gradients and the way down, and three activation functions.
///
/// K. Saito, *Deep Learning from Scratch* (2016), §3.2 and §4.3–4.4. All in f64.
@Command(
    name = "function-plots",
    sortOptions = false,
    description = {
      "Draws a tangent, gradients, a descent and activations.",
      "",
      "Compares numerical derivatives and descents with the published digits.",
      ""
    })
final class FunctionPlots implements Experiment {
  private static final double H = 1e-4;
  private static final Color BLUE = Charts.COLORS.get(0);
  private static final Color ORANGE = Charts.COLORS.get(1);
  private static final Color GREEN = Charts.COLORS.get(2);

  private static final Table TABLE =
      Table.of(
          new Table.Column("%-36s".formatted("what"), "%s", 36),
          new Table.Column("published", "%.15g", 22),
          new Table.Column("ours", "%.15g", 22));

  @Mixin private final Setting setting;

  FunctionPlots(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  private static Tensor parabola(Tensor x) {
    return x.squared().times(0.01).plus(x.times(0.1));
  }

  private static Tensor bowl(Tensor x) {
    return x.squared().sum();
  }

  @Override
  public Findings run() throws IOException {
    setting.out().println(TABLE.header());
    return new Findings(
        List.of(
            Figure.of("slopes, largest error", "0", slopes(), 0, 1e-15),
            Figure.of("gradients, largest error", "0", gradients(), 0, 1e-9),
            Figure.of("descents, largest relative error", "0", descents(), 0, 1e-2)),
        List.of(tangent(), surface(), arrows(), descent(), activations()));
  }

  /// Prints a number beside the published one.
  private double compared(String what, double published, double ours) {
    setting.out().println(TABLE.row("%-36s".formatted(what), published, ours));
    return Math.abs(ours - published);
  }

  private double slopes() {
    double five = compared("slope of .01x² + .1x at 5", 0.1999999999990898, difference(5));
    return Math.max(
        five, compared("slope of .01x² + .1x at 10", 0.2999999999986347, difference(10)));
  }

  private static double difference(double x) {
    return GradientCheck.numeric(FunctionPlots::parabola, scalar(x), H).value().item();
  }

  private double gradients() {
    double error = 0;
    for (double[] at : new double[][] {{3, 4}, {0, 2}, {3, 0}}) {
      Tensor slope = GradientCheck.numeric(FunctionPlots::bowl, vector(at), H);
      String what = "gradient of x0² + x1² at (%.0f, %.0f), ".formatted(at[0], at[1]);
      error = Math.max(error, compared(what + "x0", 2 * at[0], slope.value().value(0)));
      error = Math.max(error, compared(what + "x1", 2 * at[1], slope.value().value(1)));
    }
    return error;
  }

  /// With rate 10 the book gives other digits: they exist only because differences lose theirs.
  private double descents() {
    return DoubleStream.of(
            descent(0.1, 20, -.03458765, .04611686),
            descent(0.1, 100, -6.1111e-10, 8.1481e-10),
            descent(1e-10, 100, -2.99999994, 3.99999992),
            descent(10, 100, -2.25e128, 3.00e128))
        .max()
        .orElseThrow();
  }

  private double descent(double rate, int steps, double x0, double x1) {
    double[] end = descend(rate, steps).getLast();
    String what = "%d steps of rate %s, ".formatted(steps, rate);
    return Math.max(
        compared(what + "x0", x0, end[0]) / Math.abs(x0),
        compared(what + "x1", x1, end[1]) / Math.abs(x1));
  }

  /// The points of a gradient descent from (−3, 4), the first and all that follow.
  private static List<double[]> descend(double rate, int steps) {
    UnaryOperator<Tensor> step = x -> x.minus(grad(FunctionPlots::bowl).apply(x).times(rate));
    var compiled = compile(step);
    var points = new ArrayList<double[]>();
    Tensor x = vector(-3, 4);
    points.add(x.value().toDoubleArray());
    for (int i = 0; i < steps; i++) {
      x = compiled.apply(x);
      points.add(x.value().toDoubleArray());
    }
    return points;
  }

  private Path tangent() throws IOException {
    double[] x = spaced(0, 20, 201);
    double slope = eval(grad(FunctionPlots::parabola).apply(scalar(5))).item();
    double value = eval(parabola(scalar(5))).item();
    double[] ends = {0, 20};
    double[] line = of(ends, t -> t.minus(5).times(slope).plus(value));
    XYChart chart = Charts.xy("A function and its tangent", "x", "f(x)", LegendPosition.InsideNW);
    Charts.line(
        chart,
        "f(x) = 0.01 x² + 0.1 x",
        x,
        of(x, FunctionPlots::parabola),
        BLUE,
        Charts.Line.SOLID);
    Charts.line(chart, "tangent at x = 5, slope 0.2", ends, line, ORANGE, Charts.Line.DASHED);
    Marks.points(chart, "(5, 0.75)", new double[] {5}, new double[] {value}, ORANGE);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(20.5).setMarkerSize(14);
    return Charts.write(Charts.image(chart), setting.picture("tangent.png"));
  }

  private Path surface() throws IOException {
    Grid grid = Grid.square(3, 49);
    double[] values = grid.values((x, y) -> x * x + y * y);
    var labels = List.of("x0", "x1", "f(x)");
    var surface = new Surface(grid, values, "f(x) = x0² + x1²", labels);
    return Charts.write(surface.image(), setting.picture("surface.png"));
  }

  private Path arrows() throws IOException {
    var shafts = new ArrayList<Marks.Segment>();
    var down = compile((Tensor x) -> grad(FunctionPlots::bowl).apply(x).times(-0.05));
    for (int i = 0; i < 18 * 18; i++) {
      double x = -2 + 0.25 * (i % 18);
      int row = i / 18;
      double y = -2 + 0.25 * row;
      double[] step = down.apply(vector(x, y)).value().toDoubleArray();
      shafts.add(new Marks.Segment(x, y, x + step[0], y + step[1]));
    }
    XYChart chart = square("−gradient of x0² + x1², a twentieth of its length", 2.5);
    Marks.segments(chart, "-gradient", Marks.arrows(shafts, 0.35), BLUE, 1.6f);
    chart.getStyler().setLegendVisible(false);
    return Charts.write(Charts.image(chart), setting.picture("gradients.png"));
  }

  private Path descent() throws IOException {
    Grid grid = Grid.square(5, 401);
    double[] height = grid.values((x, y) -> x * x + y * y);
    double[] shade = IntStream.range(0, height.length).mapToDouble(i -> height[i] / 50).toArray();
    XYChart chart = square("Gradient descent from (−3, 4), learning rate 0.1, 20 steps", 5);
    for (double level : new double[] {1, 4, 9, 16, 25}) {
      Marks.segments(
          chart, "level " + level, Contours.of(grid, height, level), new Color(0xffffff), 1.4f);
    }
    List<double[]> path = descend(0.1, 20);
    double[] x = path.stream().mapToDouble(p -> p[0]).toArray();
    double[] y = path.stream().mapToDouble(p -> p[1]).toArray();
    Charts.line(chart, "way", x, y, ORANGE, Charts.Line.THIN);
    Marks.points(chart, "steps", x, y, ORANGE);
    chart.getStyler().setMarkerSize(11).setLegendVisible(false);
    var ground = grid.image(shade, Scale.PALE_HEIGHT);
    return Charts.write(Composition.over(ground, chart), setting.picture("descent.png"));
  }

  private Path activations() throws IOException {
    double[] x = spaced(-5, 5, 1001);
    XYChart chart = Charts.xy("Activation functions", "x", "h(x)", LegendPosition.InsideNW);
    // As a function of its own it would be drawn with a slope.
    double[] edges = {-5, 0, 0, 5};
    double[] heights = {0, 0, 1, 1};
    Charts.line(chart, "step: 1 where x > 0", edges, heights, GREEN, Charts.Line.SOLID);
    Charts.line(
        chart, "sigmoid: 1 / (1 + exp(−x))", x, of(x, Sigmoid::of), BLUE, Charts.Line.SOLID);
    Charts.line(chart, "ReLU: max(x, 0)", x, of(x, Relu::of), ORANGE, Charts.Line.SOLID);
    chart.getStyler().setYAxisMin(-0.1).setYAxisMax(2.1).setXAxisMin(-5.0).setXAxisMax(5.2);
    return Charts.write(Charts.image(chart), setting.picture("activations.png"));
  }

  private static XYChart square(String title, double reach) {
    XYChart chart = Charts.xy(title, "x0", "x1", LegendPosition.InsideNE, 800, 800);
    chart.getStyler().setXAxisMin(-reach).setXAxisMax(reach);
    chart.getStyler().setYAxisMin(-reach).setYAxisMax(reach).setYAxisTickMarkSpacingHint(100);
    return chart;
  }

  private static double[] spaced(double from, double to, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> from + (to - from) * i / (count - 1))
        .toArray();
  }

  private static double[] of(double[] x, UnaryOperator<Tensor> f) {
    return eval(f.apply(vector(x))).toDoubleArray();
  }
}
