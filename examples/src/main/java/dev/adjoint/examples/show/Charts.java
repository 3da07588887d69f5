package dev.adjoint.examples.show;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Charts of one look, as PNG files: large letters, few ticks, colours that can be told apart.
public final class Charts {
  /// Colours for series, in the order in which to use them.
  public static final List<Color> COLORS =
      List.of(
          new Color(0x1f77b4),
          new Color(0xff7f0e),
          new Color(0x2ca02c),
          new Color(0xd62728),
          new Color(0x9467bd),
          new Color(0x8c564b));

  /// How a line is drawn.
  public enum Line {
    /// Without gaps.
    SOLID(2.5f, 0, 0),
    /// With gaps.
    DASHED(2.5f, 10, 6),
    /// For noisy numbers.
    THIN(1.2f, 0, 0);

    private final float width;
    private final float dash;
    private final float gap;

    Line(float width, float dash, float gap) {
      this.width = width;
      this.dash = dash;
      this.gap = gap;
    }

    private BasicStroke stroke() {
      float[] pattern = gap == 0 ? null : new float[] {dash, gap};
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0);
    }
  }

  private Charts() {}

  /// {@return an empty chart of 960 × 640 pixels}
  ///
  /// @param title of the picture
  /// @param x what is to the right
  /// @param y what is upwards
  /// @param legend where the names of the series stand
  public static XYChart xy(String title, String x, String y, LegendPosition legend) {
    return xy(title, x, y, legend, 960, 640);
  }

  /// {@return an empty chart}
  ///
  /// @param title of the picture
  /// @param x what is to the right
  /// @param y what is upwards
  /// @param legend where the names of the series stand
  /// @param width in pixels
  /// @param height in pixels
  public static XYChart xy(
      String title, String x, String y, LegendPosition legend, int width, int height) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    Font text = new Font(Font.SANS_SERIF, Font.PLAIN, 18);
    XYStyler styler = chart.getStyler();
    styler.setAxisTitleFont(text).setAxisTickLabelsFont(text).setAxisTicksLineVisible(false);
    styler.setXAxisTickMarkSpacingHint(100).setPlotContentSize(.999);
    styler
        .setChartTitleFont(text.deriveFont(Font.BOLD, 20))
        .setChartTitlePadding(12)
        .setChartBackgroundColor(Color.WHITE)
        .setChartPadding(20)
        .setLegendFont(text)
        .setLegendSeriesLineLength(48)
        .setLegendPosition(legend);
    return chart;
  }

  /// Adds a line.
  ///
  /// @param chart the chart
  /// @param name of the series
  /// @param x the places
  /// @param y the numbers there
  /// @param color the colour
  /// @param line how it is drawn
  public static void line(
      XYChart chart, String name, double[] x, double[] y, Color color, Line line) {
    chart
        .addSeries(name, x, y)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(color)
        .setLineStyle(line.stroke());
  }

  /// {@return a chart as an image}
  ///
  /// @param chart the chart
  public static BufferedImage image(Chart<?, ?> chart) {
    var image = new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB);
    Composition.paint(image, g -> chart.paint(g, chart.getWidth(), chart.getHeight()));
    return image;
  }

  /// Writes an image.
  ///
  /// @param image the image
  /// @param file a PNG file; what is there is replaced
  /// @return the file
  /// @throws IOException if it cannot be written
  public static Path write(BufferedImage image, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    }
    return file;
  }
}
