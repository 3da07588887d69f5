package dev.adjoint.examples.show;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Consumer;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;

/// Images put together: a chart over a picture, charts side by side.
public final class Composition {
  private static final Color CLEAR = new Color(0, 0, 0, 0);
  private static final int TITLE = 44;

  private Composition() {}

  /// {@return a chart over a picture that fills its plot}
  ///
  /// The limits of the axes must be set: they are the edges of the picture.
  ///
  /// @param ground the picture
  /// @param chart the chart
  public static BufferedImage over(BufferedImage ground, XYChart chart) {
    XYStyler styler = chart.getStyler();
    styler.setChartBackgroundColor(CLEAR).setPlotContentSize(1);
    styler.setPlotGridLinesVisible(false).setPlotBackgroundColor(CLEAR);
    var front = new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_ARGB);
    paint(front, g -> chart.paint(g, chart.getWidth(), chart.getHeight()));
    // Where the axes are is known when they are drawn.
    int left = (int) Math.round(chart.getScreenXFromChart(styler.getXAxisMin()));
    int right = (int) Math.round(chart.getScreenXFromChart(styler.getXAxisMax()));
    int bottom = (int) Math.round(chart.getScreenYFromChart(styler.getYAxisMin()));
    int top = (int) Math.round(chart.getScreenYFromChart(styler.getYAxisMax()));
    BufferedImage image = white(chart.getWidth(), chart.getHeight());
    paint(
        image,
        g -> {
          g.drawImage(ground, left, top, right - left, bottom - top, null);
          g.drawImage(front, 0, 0, null);
        });
    return image;
  }

  /// {@return images side by side}
  ///
  /// @param images from left to right
  public static BufferedImage row(List<BufferedImage> images) {
    int width = images.stream().mapToInt(BufferedImage::getWidth).sum();
    int height = images.stream().mapToInt(BufferedImage::getHeight).max().orElse(0);
    BufferedImage row = white(width, height);
    paint(
        row,
        g -> {
          int x = 0;
          for (BufferedImage image : images) {
            g.drawImage(image, x, 0, null);
            x += image.getWidth();
          }
        });
    return row;
  }

  /// {@return images below each other, and a title above them}
  ///
  /// @param title of all
  /// @param images from above
  public static BufferedImage column(String title, List<BufferedImage> images) {
    int width = images.stream().mapToInt(BufferedImage::getWidth).max().orElse(0);
    int height = images.stream().mapToInt(BufferedImage::getHeight).sum();
    BufferedImage column = white(width, height + TITLE);
    paint(
        column,
        g -> {
          g.setColor(Color.BLACK);
          g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 22));
          g.drawString(title, (width - g.getFontMetrics().stringWidth(title)) / 2, TITLE - 10);
          int y = TITLE;
          for (BufferedImage image : images) {
            g.drawImage(image, 0, y, null);
            y += image.getHeight();
          }
        });
    return column;
  }

  /// {@return an empty image}
  static BufferedImage white(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    paint(
        image,
        g -> {
          g.setColor(Color.WHITE);
          g.fillRect(0, 0, width, height);
        });
    return image;
  }

  /// Draws on an image, with smooth edges.
  static void paint(BufferedImage image, Consumer<Graphics2D> draw) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    // Otherwise points are moved to the middle of pixels, and curves tremble.
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    draw.accept(graphics);
    graphics.dispose();
  }
}
