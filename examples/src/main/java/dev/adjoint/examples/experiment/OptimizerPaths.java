package dev.adjoint.examples.experiment;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.examples.experiment.Findings.Figure;
import dev.adjoint.examples.show.Animation;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Composition;
import dev.adjoint.examples.show.Contours;
import dev.adjoint.examples.show.Grid;
import dev.adjoint.examples.show.Marks;
import dev.adjoint.examples.show.Scale;
import dev.adjoint.examples.show.Table;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.optim.AdaGrad;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.optim.Momentum;
import dev.adjoint.nn.optim.Nesterov;
import dev.adjoint.nn.optim.Optimizer;
import dev.adjoint.nn.optim.RmsProp;
import dev.adjoint.nn.optim.Sgd;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Six optimisers on their way down a long valley, `x²/20 + y²`, from (−7, 2).
///
/// K. Saito, *Deep Learning from Scratch* (2016), §6.1. All in f64, 30 updates.
@Command(
    name = "optimizer-paths",
    sortOptions = false,
    description = {"Follows six optimizers down a long valley.", ""})
final class OptimizerPaths implements Experiment {
  private static final int UPDATES = 30;
  private static final Grid GRID = new Grid(-10, 10, -5, 5, 401, 201);

  private static final double[] HEIGHT = GRID.values((x, y) -> x * x / 20 + y * y);
  private static final List<List<Marks.Segment>> LEVELS =
      DoubleStream.of(0.2, 1, 2.5, 5, 10, 20)
          .mapToObj(level -> Contours.of(GRID, HEIGHT, level))
          .toList();
  private static final BufferedImage GROUND =
      GRID.image(Arrays.stream(HEIGHT).map(z -> z / 30).toArray(), Scale.PALE_HEIGHT);

  /// An optimiser, where it ended when it was published, and how near is right. The book's Adam
  /// adds its ε before the root is corrected for its start: that changes the sixth digit.
  private record Walker(String name, Optimizer optimizer, double x, double y, double error) {
    Walker(String name, Optimizer optimizer, double x, double y) {
      this(name, optimizer, x, y, 1.5e-6);
    }
  }

  private static final List<Walker> WALKERS =
      List.of(
          new Walker("SGD, rate 0.95", new Sgd(0.95), -.350393, .084782),
          new Walker("Momentum, rate 0.1", new Momentum(0.1), .896414, .088086),
          new Walker("AdaGrad, rate 1.5", new AdaGrad(1.5), -.120162, 2.5e-17),
          new Walker("Adam, rate 0.3", new Adam(0.3), .136007, .318245, 1e-5),
          new Walker("Nesterov, rate 0.1", new Nesterov(0.1), .689615, -.000680),
          new Walker("RMSprop, rate 0.1", new RmsProp(0.1), -.697420, 1.5e-8));

  private static final Table TABLE =
      Table.of(
          new Table.Column("%-24s".formatted("optimizer"), "%s", 24),
          new Table.Column("published x", "%.6g", 12),
          new Table.Column("ours", "%.6g", 12),
          new Table.Column("published y", "%.6g", 12),
          new Table.Column("ours", "%.6g", 12));

  @Mixin private final Setting setting;

  OptimizerPaths(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  private static Tensor valley(Tensor p) {
    return p.squared().times(vector(0.05, 1)).sum();
  }

  private static List<double[]> walk(Optimizer optimizer) {
    UnaryOperator<Optimizer.Update<Tensor>> update =
        at ->
            optimizer.update(
                grad(OptimizerPaths::valley).apply(at.params()), at.state(), at.params());
    var step = compile(update);
    Tensor start = vector(-7, 2);
    var at = new Optimizer.Update<>(start, optimizer.init(start));
    var points = new ArrayList<double[]>();
    points.add(start.value().toDoubleArray());
    for (int i = 0; i < UPDATES; i++) {
      at = step.apply(at);
      points.add(at.params().value().toDoubleArray());
    }
    return points;
  }

  @Override
  public Findings run() throws IOException {
    setting.out().println("x²/20 + y² from (−7, 2), " + UPDATES + " updates");
    setting.out().println();
    setting.out().println(TABLE.header());
    var figures = new ArrayList<Figure>();
    var paths = new ArrayList<List<double[]>>();
    for (Walker walker : WALKERS) {
      List<double[]> path = walk(walker.optimizer());
      double[] end = path.getLast();
      setting
          .out()
          .println(
              TABLE.row("%-24s".formatted(walker.name()), walker.x(), end[0], walker.y(), end[1]));
      double error = Math.max(error(walker.x(), end[0]), error(walker.y(), end[1]));
      figures.add(Figure.of(walker.name() + ", error of the end", "0", error, 0, walker.error()));
      paths.add(path);
    }
    return new Findings(
        figures, List.of(picture("four.png", paths, 4), picture("six.png", paths, 6), film(paths)));
  }

  /// Of tiny numbers two digits were published, of others six.
  private static double error(double published, double ours) {
    double error = Math.abs(ours - published);
    return Math.abs(published) < 1e-6 ? error * 1e-5 / Math.abs(published) : error;
  }

  private Path picture(String file, List<List<double[]>> paths, int count) throws IOException {
    return Charts.write(frame(paths, count, UPDATES), setting.picture(file));
  }

  private Path film(List<List<double[]>> paths) throws IOException {
    var frames = new ArrayList<BufferedImage>();
    for (int i = 0; i <= UPDATES; i += setting.count(1, UPDATES)) {
      frames.add(frame(paths, 6, i));
    }
    frames.addAll(Collections.nCopies(8, frames.getLast()));
    return Animation.of(frames, Duration.ofMillis(250)).write(setting.picture("six.gif"));
  }

  /// Each path on contours of its own, three in a row or two.
  private BufferedImage frame(List<List<double[]>> paths, int count, int updates) {
    int across = count / 2;
    List<BufferedImage> charts =
        IntStream.range(0, count).mapToObj(i -> chart(i, paths.get(i), updates)).toList();
    return Composition.column(
        "x²/20 + y² after %d updates".formatted(updates),
        List.of(
            Composition.row(charts.subList(0, across)),
            Composition.row(charts.subList(across, count))));
  }

  private static BufferedImage chart(int number, List<double[]> path, int updates) {
    XYChart chart =
        Charts.xy(WALKERS.get(number).name(), "x", "y", LegendPosition.InsideNE, 480, 340);
    for (int i = 0; i < LEVELS.size(); i++) {
      Marks.segments(chart, "level " + i, LEVELS.get(i), Color.WHITE, 1.2f);
    }
    double[] x = path.stream().limit(updates + 1L).mapToDouble(p -> p[0]).toArray();
    double[] y = path.stream().limit(updates + 1L).mapToDouble(p -> p[1]).toArray();
    Color color = Charts.COLORS.get(3);
    Charts.line(chart, "path", x, y, color, Charts.Line.THIN);
    Marks.points(chart, "updates", x, y, color);
    chart.getStyler().setLegendVisible(false).setMarkerSize(8);
    chart.getStyler().setXAxisTickMarkSpacingHint(70);
    chart.getStyler().setXAxisMin(GRID.left()).setXAxisMax(GRID.right());
    chart.getStyler().setYAxisMin(GRID.bottom()).setYAxisMax(GRID.top());
    return Composition.over(GROUND, chart);
  }
}
