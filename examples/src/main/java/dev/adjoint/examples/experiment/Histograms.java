package dev.adjoint.examples.experiment;

import dev.adjoint.examples.show.Charts;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Small histograms, to be laid beside each other.
final class Histograms {
  private static final int BINS = 30;

  private Histograms() {}

  /// {@return a histogram of 30 bins, in parts of all; what is outside counts for the outer bins}
  ///
  /// @param title of the picture
  /// @param values what is counted
  /// @param low where the first bin begins
  /// @param high where the last bin ends
  /// @param top the largest share that is shown
  static BufferedImage chart(String title, double[] values, double low, double high, double top) {
    XYChart chart = Charts.xy(title, "", "", LegendPosition.InsideNE, 380, 280);
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
    chart.getStyler().setAxisTickLabelsFont(font).setAxisTitlesVisible(false);
    chart.getStyler().setLegendVisible(false).setChartPadding(4);
    chart.getStyler().setChartTitleFont(font.deriveFont(Font.BOLD)).setChartTitlePadding(10);
    chart
        .getStyler()
        .setXAxisMin(low)
        .setXAxisMax(high + (high - low) / 20)
        .setYAxisMin(0.0)
        .setYAxisMax(top);
    chart.getStyler().setYAxisDecimalPattern("0.0#").setXAxisDecimalPattern("0.0");
    chart.getStyler().setXAxisTickMarkSpacingHint(70).setYAxisTickMarkSpacingHint(50);
    double[][] outline = outline(values, low, high);
    XYSeries bars = chart.addSeries("share", outline[0], outline[1]);
    bars.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area).setMarker(SeriesMarkers.NONE);
    bars.setFillColor(Charts.COLORS.getFirst());
    bars.setLineColor(Color.DARK_GRAY);
    return Charts.image(chart);
  }

  /// The corners of the bars, left to right.
  private static double[][] outline(double[] values, double low, double high) {
    double[] shares = shares(values, low, high);
    double[] x = new double[2 * BINS];
    double[] y = new double[2 * BINS];
    Arrays.setAll(x, i -> low + (high - low) * Math.ceilDiv(i, 2) / BINS);
    Arrays.setAll(y, i -> shares[i / 2]);
    return new double[][] {x, y};
  }

  /// {@return the part of all values that is in each bin}
  ///
  /// @param values what is counted
  /// @param low where the first bin begins
  /// @param high where the last bin ends
  static double[] shares(double[] values, double low, double high) {
    double[] shares = new double[BINS];
    for (double value : values) {
      int bin = (int) Math.floor((value - low) / (high - low) * BINS);
      shares[Math.clamp(bin, 0, BINS - 1)] += 1.0 / values.length;
    }
    return shares;
  }
}
