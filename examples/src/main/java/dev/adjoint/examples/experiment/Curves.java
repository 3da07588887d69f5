package dev.adjoint.examples.experiment;

import dev.adjoint.examples.show.Charts;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/// Accuracy over epochs, from 0 to 1.
///
/// All lines are solid: XChart draws a line point by point and begins the pattern anew at each, so
/// that a dashed one of many points looks solid as well.
final class Curves {
  static final String TRAIN = "train accuracy";
  static final String TEST = "test accuracy";

  private Curves() {}

  /// One curve.
  ///
  /// @param name what the legend calls it
  /// @param values after each epoch
  record Curve(String name, double[] values) {}

  /// {@return a chart of the usual size}
  ///
  /// @param title of the picture
  /// @param curves at least one
  static BufferedImage chart(String title, Curve... curves) {
    return drawn(large(title), curves);
  }

  /// {@return a chart of the usual size that begins a little below the lowest accuracy}
  ///
  /// @param title of the picture
  /// @param curves at least one
  static BufferedImage close(String title, Curve... curves) {
    double low =
        Arrays.stream(curves).flatMapToDouble(c -> Arrays.stream(c.values())).min().orElse(0);
    XYChart chart = large(title);
    prepare(chart, curves);
    chart.getStyler().setYAxisMin(Math.floor(100 * low - 0.5) / 100).setYAxisMax(1.0);
    chart.getStyler().setYAxisDecimalPattern("0.000");
    return Charts.image(chart);
  }

  private static XYChart large(String title) {
    return Charts.xy(title, "epoch", "accuracy", LegendPosition.InsideSE, 800, 600);
  }

  /// {@return a small chart, to be laid beside others}
  ///
  /// @param title of the picture
  /// @param legend whether to name the curves
  /// @param curves at least one
  static BufferedImage small(String title, boolean legend, Curve... curves) {
    XYChart chart = Charts.xy(title, "epoch", "accuracy", LegendPosition.InsideNW, 420, 320);
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    chart.getStyler().setAxisTickLabelsFont(font).setAxisTitleFont(font);
    chart.getStyler().setXAxisTickMarkSpacingHint(60);
    chart.getStyler().setChartTitleFont(font.deriveFont(Font.BOLD)).setChartTitlePadding(10);
    chart.getStyler().setLegendFont(font).setLegendSeriesLineLength(30);
    chart.getStyler().setChartPadding(4).setLegendVisible(legend);
    return drawn(chart, curves);
  }

  private static BufferedImage drawn(XYChart chart, Curve... curves) {
    prepare(chart, curves);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0).setYAxisDecimalPattern("0.0");
    return Charts.image(chart);
  }

  private static void prepare(XYChart chart, Curve... curves) {
    int end = Arrays.stream(curves).mapToInt(curve -> curve.values().length).max().orElse(1);
    // A little past the last: XChart leaves out a label that would reach beyond the axis.
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.03 * end).setXAxisDecimalPattern("0");
    for (int i = 0; i < curves.length; i++) {
      Curve curve = curves[i];
      Charts.line(
          chart,
          curve.name(),
          epochs(curve.values().length),
          curve.values(),
          Charts.COLORS.get(i),
          Charts.Line.SOLID);
    }
  }

  /// The first epoch a hair to the left, for round ticks; see [Losses#steps].
  private static double[] epochs(int count) {
    return IntStream.rangeClosed(1, count).mapToDouble(i -> i == 1 ? 0.999 : i).toArray();
  }
}
