package dev.adjoint.examples.experiment;

import dev.adjoint.examples.show.Charts;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.train.Training;
import dev.adjoint.nn.train.TrainingLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendPosition;

/// The losses of a training, step by step.
final class Losses {
  private Losses() {}

  /// {@return the loss of each batch, before the step that it leads to}
  ///
  /// @param start the training
  /// @param batches what it sees
  static double[] of(Training<?> start, List<Batch> batches) {
    TrainingLoop<?> loop = start.loop();
    return batches.stream().mapToDouble(loop::step).toArray();
  }

  /// {@return the median of the losses around a step: those of single batches scatter}
  ///
  /// @param losses by step
  /// @param step the middle
  /// @param reach how many before and after it count
  static double near(double[] losses, int step, int reach) {
    int from = Math.max(0, Math.min(step, losses.length - 1) - reach);
    double[] part = Arrays.copyOfRange(losses, from, Math.min(losses.length, step + reach + 1));
    Arrays.sort(part);
    return part[part.length / 2];
  }

  /// Draws the curves of some trainings of as many steps, each point the mean of its neighbours.
  ///
  /// @param file where to write
  /// @param title of the picture
  /// @param losses by the names of the trainings, in the order of the colours
  /// @param top the largest loss that is shown
  /// @return the file
  /// @throws IOException if it cannot be written
  static Path draw(Path file, String title, Map<String, double[]> losses, double top)
      throws IOException {
    XYChart chart = Charts.xy(title, "step", "loss", LegendPosition.InsideNE);
    double end = losses.values().stream().mapToInt(course -> course.length).max().orElse(0);
    // A little past the last: XChart leaves out a label that would reach beyond the axis.
    chart.getStyler().setXAxisMax(1.03 * end);
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0).setYAxisMax(top);
    chart.getStyler().setYAxisDecimalPattern("0.0");
    int color = 0;
    for (Map.Entry<String, double[]> each : losses.entrySet()) {
      double[] smooth = smooth(each.getValue(), 10);
      Charts.line(
          chart,
          each.getKey(),
          steps(smooth.length),
          smooth,
          Charts.COLORS.get(color++),
          Charts.Line.SOLID);
    }
    return Charts.write(Charts.image(chart), file);
  }

  /// Draws the losses of the first 1000 steps, each and smoothed.
  ///
  /// @param file where to write
  /// @param title of the picture
  /// @param losses by step
  /// @param top the largest loss that is shown
  /// @return the file
  /// @throws IOException if it cannot be written
  static Path drawFirst(Path file, String title, double[] losses, double top) throws IOException {
    boolean falls = losses[0] > losses[losses.length - 1];
    LegendPosition legend = falls ? LegendPosition.InsideNE : LegendPosition.InsideNW;
    XYChart chart = Charts.xy(title, "step", "loss", legend);
    chart.getStyler().setYAxisLabelAlignment(TextAlignment.Right);
    // As there.
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1030.0).setYAxisMin(0.0).setYAxisMax(top);
    double[] first = Arrays.copyOf(losses, Math.min(1000, losses.length));
    double[] steps = steps(first.length);
    Charts.line(chart, "batch", steps, first, Charts.COLORS.get(0), Charts.Line.THIN);
    Charts.line(
        chart, "mean of 21", steps, smooth(first, 10), Charts.COLORS.get(1), Charts.Line.SOLID);
    return Charts.write(Charts.image(chart), file);
  }

  /// {@return the mean of each number and its neighbours}
  ///
  /// @param values the numbers
  /// @param reach how many neighbours before and after
  static double[] smooth(double[] values, int reach) {
    return IntStream.range(0, values.length)
        .mapToDouble(i ->
            Arrays.stream(values, Math.max(0, i - reach), Math.min(values.length, i + reach + 1))
                .average()
                .orElseThrow())
        .toArray();
  }

  /// {@return the numbers of the steps, the first a little to the left: from numbers of one and the
  /// same distance XChart takes its ticks, otherwise round ones}
  ///
  /// @param count how many
  static double[] steps(int count) {
    return IntStream.rangeClosed(1, count).mapToDouble(i -> i == 1 ? 0.5 : i).toArray();
  }
}
