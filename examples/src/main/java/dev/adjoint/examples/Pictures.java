package dev.adjoint.examples;

import dev.adjoint.examples.show.Charts;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/// The pictures of a training, as PNG files. Drawn without a display.
final class Pictures {
  private static final int MEAN = 50;

  /// A little past step 1,000: XChart leaves out a label that would reach beyond the axis.
  private static final double END = 1030;

  private static final Color BLUE = Charts.COLORS.get(0);
  private static final Color ORANGE = Charts.COLORS.get(1);

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
    Charts.line(
        chart, "train", epochs, column(evaluations, Evaluation::train), BLUE, Charts.Line.SOLID);
    Charts.line(
        chart, "test", epochs, column(evaluations, Evaluation::test), ORANGE, Charts.Line.DASHED);
    Charts.write(Charts.image(chart), file);
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
    Charts.line(chart, "batch", steps(shown), Arrays.copyOf(losses, shown), BLUE, Charts.Line.THIN);
    if (shown >= MEAN) {
      double[] means = means(losses, shown / MEAN);
      Charts.line(
          chart, "mean of " + MEAN, middles(means.length), means, ORANGE, Charts.Line.SOLID);
    }
    Charts.write(Charts.image(chart), file);
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
    XYChart chart = Charts.xy(title, x, y, legend);
    chart.getStyler().setYAxisDecimalPattern("0.0");
    return chart;
  }
}
