package dev.adjoint.examples.experiment;

import static dev.adjoint.Adjoint.compile;

import com.google.common.collect.Iterables;
import dev.adjoint.examples.show.Animation;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Composition;
import dev.adjoint.examples.show.Grid;
import dev.adjoint.examples.show.Scale;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Dataset;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/// The pictures of a classifier of the plane that learns: where it decides what, its loss and its
/// accuracy, at its end and on its way.
///
/// @param <M> the type of the model
final class CoursePictures<M> {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 600;

  /// The last frame stays for two seconds.
  private static final int PAUSE = 8;

  private final Dataset data;
  private final BiFunction<M, Tensor, Tensor> field;
  private final List<Moment<M>> moments;
  private final Grid grid;
  private final Axis axis;
  private final int frames;

  /// How steps are spaced in curves.
  enum Axis {
    /// Evenly.
    EVEN,
    /// By their logarithm, the first at 1.
    LOGARITHMIC
  }

  /// Pictures of a course.
  ///
  /// @param data what it learns from, `[n,2]` and one-hot classes
  /// @param field from a model and points to numbers from 0, class 0, to 1, class 1
  /// @param moments the course, from its first step to its last
  /// @param step the distance of the points that the model is asked for
  /// @param axis how steps are spaced
  /// @param frames at most so many moments are frames of a film
  CoursePictures(
      Dataset data,
      BiFunction<M, Tensor, Tensor> field,
      List<Moment<M>> moments,
      double step,
      Axis axis,
      int frames) {
    this.data = data;
    this.field = compile(field);
    this.moments = moments;
    this.grid = Grid.around(data.inputs(), 0.5, step);
    this.axis = axis;
    this.frames = frames;
  }

  /// {@return the data alone}
  static BufferedImage scatter(Dataset data, String title) {
    Grid grid = Grid.around(data.inputs(), 0.5, 0.1);
    XYChart chart = plane(title, grid);
    Quadrants.scatter(chart, data);
    return Charts.image(chart);
  }

  private static XYChart plane(String title, Grid grid) {
    XYChart chart = Charts.xy(title, "x1", "x2", LegendPosition.OutsideS, WIDTH, HEIGHT);
    chart.getStyler().setXAxisMin(grid.left()).setXAxisMax(grid.right());
    chart.getStyler().setYAxisMin(grid.bottom()).setYAxisMax(grid.top());
    chart.getStyler().setYAxisTickMarkSpacingHint(80).setMarkerSize(9);
    chart.getStyler().setChartPadding(12).setLegendLayout(LegendLayout.Horizontal);
    // XChart leaves no room for more in a row of points.
    chart.getStyler().setLegendSeriesLineLength(9);
    return chart;
  }

  /// {@return what the model decides at each place of the plane, with the data}
  BufferedImage region(Moment<M> moment, String title) {
    Tensor points = Tensor.constant(grid.points().cast(data.inputs().dtype()));
    double[] values = field.apply(moment.model(), points).value().toDoubleArray();
    XYChart chart = plane(title, grid);
    Quadrants.scatter(chart, data);
    return Composition.over(grid.image(values, Scale.BLUE_TO_ORANGE), chart);
  }

  /// {@return the loss from the first step to one}
  BufferedImage loss(Moment<M> until, String title) {
    double top =
        moments.stream().mapToDouble(Moment::loss).filter(Double::isFinite).max().orElse(1);
    Color color = Charts.COLORS.get(3);
    return curve(until, title, "loss", Moment::loss, Math.min(3, 1.05 * top), color);
  }

  /// {@return the accuracy from the first step to one}
  BufferedImage accuracy(Moment<M> until, String title) {
    return curve(until, title, "accuracy", Moment::accuracy, 1.02, Charts.COLORS.get(2));
  }

  private BufferedImage curve(
      Moment<M> until,
      String title,
      String name,
      ToDoubleFunction<Moment<M>> part,
      double top,
      Color color) {
    XYChart chart = Charts.xy(title, "step", name, LegendPosition.InsideNE, WIDTH, HEIGHT);
    List<Moment<M>> shown =
        moments.stream()
            .filter(m -> m.step() >= first() && m.step() <= Math.max(until.step(), first()))
            .filter(m -> Double.isFinite(part.applyAsDouble(m)))
            .toList();
    double[] steps = steps(shown);
    double[] values = shown.stream().mapToDouble(part).toArray();
    Charts.line(chart, name, steps, values, color, Charts.Line.SOLID);
    chart.getStyler().setXAxisMin((double) first()).setXAxisMax((double) moments.getLast().step());
    chart.getStyler().setXAxisLogarithmic(axis == Axis.LOGARITHMIC);
    chart.getStyler().setPlotGridVerticalLinesVisible(axis == Axis.EVEN);
    chart.getStyler().setXAxisTickLabelsFormattingFunction("%,.0f"::formatted);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(top).setYAxisTickMarkSpacingHint(80);
    chart.getStyler().setLegendVisible(false).setChartPadding(12);
    return Charts.image(chart);
  }

  /// {@return the steps of some moments}
  ///
  /// The first is a little to the right: from numbers with one and the same distance XChart takes
  /// its ticks, otherwise round ones.
  ///
  /// @param moments the moments
  static double[] steps(List<? extends Moment<?>> moments) {
    return moments.stream().mapToDouble(m -> m.step() == 0 ? 0.1 : m.step()).toArray();
  }

  private int first() {
    return axis == Axis.LOGARITHMIC ? 1 : 0;
  }

  /// {@return region, loss and accuracy side by side}
  BufferedImage all(Moment<M> moment) {
    List<BufferedImage> images =
        List.of(
            region(moment, "decision"),
            loss(moment, "loss %.4f".formatted(moment.loss())),
            accuracy(moment, "accuracy %.3f".formatted(moment.accuracy())));
    return Composition.column(moment.title(), List.of(Composition.row(images)));
  }

  /// Writes an animation of the course, a quarter of a second for each moment.
  ///
  /// @param file a GIF file
  /// @param frame draws a moment
  Path film(Path file, Function<Moment<M>, BufferedImage> frame) throws IOException {
    int stride = Math.ceilDiv(moments.size(), frames);
    Iterable<Moment<M>> shown =
        Iterables.concat(
            IntStream.range(0, moments.size() / stride)
                .mapToObj(i -> moments.get(i * stride))
                .toList(),
            Collections.nCopies(PAUSE, moments.getLast()));
    return Animation.of(Iterables.transform(shown, frame::apply), Duration.ofMillis(250))
        .write(file);
  }
}
