package dev.adjoint.examples.experiment;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;

import dev.adjoint.array.NDArray;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Composition;
import dev.adjoint.examples.show.Grid;
import dev.adjoint.examples.show.Marks;
import dev.adjoint.examples.show.Scale;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.train.Fit;
import dev.adjoint.nn.train.History;
import dev.adjoint.op.Sigmoid;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/// A plane in three panels: as it is, moved by a first layer, and bent by its activation. In each a
/// grid of points in the colours of what the network says to them, and the data.
final class PlanePanels {
  private static final int SIZE = 430;

  /// Grounds are drawn larger than they are shown.
  private static final int GROUND = 720;

  private static final int DOT = 5;

  private final Dataset data;
  private final String bend;
  private final Grid grid;
  private final BiFunction<Sequential, Tensor, List<Tensor>> outputs =
      compile((Sequential model, Tensor x) -> model.outputs(x));

  /// Panels for a network of a layer, an activation and a layer.
  ///
  /// @param data points `[n,2]` with labels 0 and 1
  /// @param bend the name of the activation
  /// @param size how many points of the grid lie beside and above each other
  PlanePanels(Dataset data, String bend, int size) {
    this.data = data;
    this.bend = bend;
    this.grid = Grid.square(reach(data.inputs()) + 0.25, size);
  }

  private static double reach(NDArray points) {
    return Arrays.stream(points.toDoubleArray()).map(Math::abs).max().orElse(1);
  }

  /// {@return the panels after an epoch}
  ///
  /// @param fit the training then, with a measure `accuracy`
  BufferedImage frame(Fit<Sequential> fit) {
    NDArray points = grid.points();
    List<NDArray> moved = outputs(fit, points);
    List<NDArray> seen = outputs(fit, data.inputs());
    double[] says = eachSigmoid(moved.get(2));
    double before = stepped(reach(seen.get(0)));
    double after = bend.equals("tanh") ? 1.1 : before;
    double least = bend.equals("tanh") ? -1.1 : -0.1 * before;
    List<BufferedImage> panels =
        List.of(
            panel("input", "x", points, data.inputs(), says, -grid.right(), grid.right()),
            panel(
                "hidden layer before " + bend,
                "z",
                moved.get(0),
                seen.get(0),
                says,
                -before,
                before),
            panel(
                "hidden layer after " + bend, "h", moved.get(1), seen.get(1), says, least, after));
    return Composition.column(title(fit), List.of(Composition.row(panels)));
  }

  private List<NDArray> outputs(Fit<Sequential> fit, NDArray points) {
    return outputs.apply(fit.model(), Tensor.constant(points)).stream().map(Tensor::value).toList();
  }

  private static double[] eachSigmoid(NDArray logits) {
    return eval(Sigmoid.of(Tensor.constant(logits))).toDoubleArray();
  }

  private static String title(Fit<Sequential> fit) {
    History.Epoch epoch = fit.history().last().orElseThrow();
    return String.format(
        Locale.ROOT,
        "Epoch %d, accuracy %.3f, loss %.4f",
        epoch.number(),
        epoch.value("accuracy"),
        epoch.value(History.LOSS));
  }

  /// The next larger of some numbers, so that axes stay for some epochs.
  private static double stepped(double reach) {
    return 1.05 * Math.pow(1.3, Math.ceil(Math.log(reach) / Math.log(1.3)));
  }

  private BufferedImage panel(
      String title,
      String axis,
      NDArray points,
      NDArray seen,
      double[] says,
      double least,
      double most) {
    XYChart chart = Charts.xy(title, axis + "1", axis + "2", LegendPosition.InsideNE, SIZE, SIZE);
    chart.getStyler().setXAxisMin(least).setXAxisMax(most);
    chart.getStyler().setYAxisMin(least).setYAxisMax(most).setYAxisTickMarkSpacingHint(70);
    chart.getStyler().setXAxisTickMarkSpacingHint(70).setMarkerSize(7);
    chart.getStyler().setLegendVisible(false).setChartPadding(8);
    scatter(chart, seen, 0);
    scatter(chart, seen, 1);
    return Composition.over(ground(points, says, least, most), chart);
  }

  private void scatter(XYChart chart, NDArray seen, int label) {
    NDArray labels = data.labels();
    int[] rows = IntStream.range(0, data.size()).filter(i -> labels.value(i) == label).toArray();
    Marks.points(
        chart,
        "class " + label,
        IntStream.of(rows).mapToDouble(i -> seen.at(i, 0)).toArray(),
        IntStream.of(rows).mapToDouble(i -> seen.at(i, 1)).toArray(),
        Charts.COLORS.get(label));
  }

  private static BufferedImage ground(NDArray points, double[] says, double least, double most) {
    var image = new BufferedImage(GROUND, GROUND, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, GROUND, GROUND);
    for (int i = 0; i < says.length; i++) {
      int x = (int) Math.round(GROUND * (points.at(i, 0) - least) / (most - least));
      int y = (int) Math.round(GROUND * (most - points.at(i, 1)) / (most - least));
      g.setColor(Scale.BLUE_TO_ORANGE.color(says[i]));
      g.fillRect(x - DOT / 2, y - DOT / 2, DOT, DOT);
    }
    g.dispose();
    return image;
  }
}
