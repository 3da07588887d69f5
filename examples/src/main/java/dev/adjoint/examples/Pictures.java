package dev.adjoint.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The pictures of a training, as PNG files. Drawn without a display.
final class Pictures {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 640;
  private static final int MEAN = 50;

  /// A little past step 1,000: XChart leaves out a label that would reach beyond the axis.
  private static final double END = 1030;

  private static final Color BLUE = new Color(0x1f77b4);
  private static final Color ORANGE = new Color(0xff7f0e);
  private static final BasicStroke SOLID = stroke(2.5f);
  private static final BasicStroke DASHED = stroke(2.5f, 10, 6);
  private static final BasicStroke THIN = stroke(1.2f);

  private Pictures() {}

  /// Draws accuracy over epochs, of the training data solid and of the test data dashed.
  ///
  /// @param file where to write
  /// @param title of the picture
  /// @param evaluations at least one
  /// @throws IOException if the file cannot be written
  static void accuracy(Path file, String title, List<Evaluation> evaluations) throws IOException {
    XYChart chart = chart(title, "epoch", "accuracy", LegendPosition.InsideSE);
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0).setYAxisMax(1.0);
    double[] epochs = column(evaluations, Evaluation::epoch);
    line(chart, "train", epochs, column(evaluations, Evaluation::train), BLUE, SOLID);
    line(chart, "test", epochs, column(evaluations, Evaluation::test), ORANGE, DASHED);
    write(chart, file);
  }

  /// Draws the loss of each of the first 1,000 steps, from 0 to 5.
  ///
  /// @param file where to write
  /// @param title of the picture
  /// @param losses by step, at least one
  /// @throws IOException if the file cannot be written
  static void loss(Path file, String title, double[] losses) throws IOException {
    XYChart chart = chart(title, "step", "loss", LegendPosition.InsideNE);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(END).setYAxisMin(0.0).setYAxisMax(5.0);
    int shown = Math.min(losses.length, 1000);
    line(chart, "batch", steps(shown), Arrays.copyOf(losses, shown), BLUE, THIN);
    if (shown >= MEAN) {
      double[] means = means(losses, shown / MEAN);
      line(chart, "mean of " + MEAN, middles(means.length), means, ORANGE, SOLID);
    }
    write(chart, file);
  }

  /// The first step a little to the left: from numbers with one and the same distance XChart takes
  /// its ticks, here 0, 42, 84; otherwise round ones.
  private static double[] steps(int count) {
    return IntStream.rangeClosed(1, count).mapToDouble(i -> i == 1 ? 0.5 : i).toArray();
  }

  private static double[] middles(int count) {
    return IntStream.range(0, count).mapToDouble(i -> MEAN * (i + 0.5)).toArray();
  }

  private static double[] means(double[] losses, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> Arrays.stream(losses, MEAN * i, MEAN * (i + 1)).average().orElseThrow())
        .toArray();
  }

  private static double[] column(List<Evaluation> evaluations, ToDoubleFunction<Evaluation> part) {
    return evaluations.stream().mapToDouble(part).toArray();
  }

  private static XYChart chart(String title, String x, String y, LegendPosition legend) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    style(chart.getStyler(), new Font(Font.SANS_SERIF, Font.PLAIN, 18)).setLegendPosition(legend);
    return chart;
  }

  private static Styler style(XYStyler styler, Font text) {
    styler.setAxisTitleFont(text).setAxisTickLabelsFont(text).setAxisTicksLineVisible(false);
    styler.setXAxisTickMarkSpacingHint(100).setYAxisDecimalPattern("0.0").setPlotContentSize(.999);
    return styler
        .setChartTitleFont(text.deriveFont(Font.BOLD, 20))
        .setChartTitlePadding(12)
        .setChartBackgroundColor(Color.WHITE)
        .setChartPadding(20)
        .setLegendFont(text)
        .setLegendSeriesLineLength(48);
  }

  private static void line(
      XYChart chart, String name, double[] x, double[] y, Color color, BasicStroke stroke) {
    chart
        .addSeries(name, x, y)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(color)
        .setLineStyle(stroke);
  }

  private static void write(XYChart chart, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", out);
    }
  }

  private static BasicStroke stroke(float width, float... dashes) {
    float[] pattern = dashes.length == 0 ? null : dashes;
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0);
  }
}
