package dev.adjoint.examples.experiment;

import static dev.adjoint.Adjoint.eval;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.examples.experiment.Findings.Figure;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Composition;
import dev.adjoint.examples.show.Grid;
import dev.adjoint.examples.show.Marks;
import dev.adjoint.examples.show.Scale;
import dev.adjoint.examples.show.Table;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.MeanSquaredError;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.train.Training;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.random.Key;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The truth table of exclusive or, four rows, learned by the smallest networks that can: 2–2–1 and
/// 2–8–1, from twenty first weights each.
///
/// Sigmoid after both layers, mean squared error, gradient descent at rate 2. Two hidden units
/// often stay where one row or two are wrong; eight never do.
@Command(
    name = "truth-table",
    sortOptions = false,
    description = {"Learns exclusive or with two and with eight hidden units.", ""})
final class TruthTables implements Experiment {
  private static final float[][] ROWS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  private static final Batch ALL =
      new Batch(
          Tensor.constant(NDArray.wrap(TensorType.f32(4, 2), new float[] {0, 0, 0, 1, 1, 0, 1, 1})),
          Tensor.constant(NDArray.wrap(TensorType.f32(4, 1), new float[] {0, 1, 1, 0})));
  private static final Table TABLE =
      Table.of(
          new Table.Column("network", "%s", 7),
          new Table.Column("0 0", "%.4f", 7),
          new Table.Column("0 1", "%.4f", 7),
          new Table.Column("1 0", "%.4f", 7),
          new Table.Column("1 1", "%.4f", 7),
          new Table.Column("loss", "%.6f", 9));

  @Mixin private final Setting setting;

  TruthTables(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    int runs = setting.count(20, 2);
    var figures = new ArrayList<Figure>();
    var charts = new ArrayList<BufferedImage>();
    setting.out().println("What the best of each says to the four rows");
    setting.out().println();
    setting.out().println(TABLE.header());
    for (int units : new int[] {2, 8}) {
      List<Training<Sequential>> trained = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        trained.add(train(units, setting.key().fold(units).fold(i)));
      }
      var best = trained.stream().min(Comparator.comparingDouble(Training::loss)).orElseThrow();
      String name = "2-%d-1".formatted(units);
      setting.out().println(row(name, best));
      double learned = trained.stream().filter(TruthTables::isRight).count();
      figures.add(Figure.of(name + ", learned by how many of " + runs, "-", learned, 1, runs));
      figures.add(Figure.of(name + ", loss of the best", "-", best.loss(), 0, 0.001));
      charts.add(chart(name, best));
    }
    return new Findings(figures, List.of(picture(charts)));
  }

  private Training<Sequential> train(int units, Key key) {
    List<Key> keys = key.split(2);
    var network =
        Sequential.of(
            Affine.xavier(2, units, keys.get(0)),
            Sigmoid::of,
            Affine.xavier(units, 1, keys.get(1)),
            Sigmoid::of);
    var loop = Training.start(network, MeanSquaredError::of, new Sgd(2)).loop();
    for (int step = 0; step < setting.count(5000, 500); step++) {
      loop.step(ALL);
    }
    return loop.training();
  }

  private static double[] says(Training<Sequential> training) {
    return eval(training.model().apply(ALL.inputs())).toDoubleArray();
  }

  private static boolean isRight(Training<Sequential> training) {
    double[] says = says(training);
    double[] wanted = ALL.labels().value().toDoubleArray();
    for (int i = 0; i < says.length; i++) {
      if (Math.abs(says[i] - wanted[i]) >= 0.5) {
        return false;
      }
    }
    return true;
  }

  private static String row(String name, Training<Sequential> training) {
    double[] p = says(training);
    return TABLE.row(name, p[0], p[1], p[2], p[3], training.loss());
  }

  private Path picture(List<BufferedImage> charts) throws IOException {
    BufferedImage both = Composition.column("x1 xor x2", List.of(Composition.row(charts)));
    return Charts.write(both, setting.picture("truth-table.png"));
  }

  private static BufferedImage chart(String name, Training<Sequential> training) {
    var grid = new Grid(-0.5, 1.5, -0.5, 1.5, 301, 301);
    Tensor values = training.model().apply(Tensor.constant(grid.points()));
    String title = String.format(Locale.ROOT, "%s, loss %.5f", name, training.loss());
    XYChart chart = Charts.xy(title, "x1", "x2", LegendPosition.OutsideS, 540, 580);
    points(chart, "0", 0, 3);
    points(chart, "1", 1, 2);
    chart.getStyler().setXAxisMin(grid.left()).setXAxisMax(grid.right());
    chart.getStyler().setYAxisMin(grid.bottom()).setYAxisMax(grid.top());
    chart.getStyler().setYAxisTickMarkSpacingHint(90).setMarkerSize(20);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal).setLegendSeriesLineLength(20);
    double[] shade = eval(values).toDoubleArray();
    return Composition.over(grid.image(shade, Scale.BLUE_TO_ORANGE), chart);
  }

  private static void points(XYChart chart, String name, int... rows) {
    double[] x = Arrays.stream(rows).mapToDouble(row -> ROWS[row][0]).toArray();
    double[] y = Arrays.stream(rows).mapToDouble(row -> ROWS[row][1]).toArray();
    Marks.points(chart, name, x, y, Charts.COLORS.get(rows[0] == 0 ? 0 : 1));
  }
}
