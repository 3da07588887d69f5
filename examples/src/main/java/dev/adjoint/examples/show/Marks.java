package dev.adjoint.examples.show;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// What is drawn in the plane besides curves: points, segments, arrows.
public final class Marks {
  /// A piece of a line, from one point to another.
  ///
  /// @param x0 of its start
  /// @param y0 of its start
  /// @param x1 of its end
  /// @param y1 of its end
  public record Segment(double x0, double y0, double x1, double y1) {}

  /// A disk with a white edge, which is seen on every ground.
  private static final class Dot extends Marker {
    @Override
    public void paint(Graphics2D graphics, double x, double y, int size) {
      var disk = new Ellipse2D.Double(x - size / 2.0, y - size / 2.0, size, size);
      graphics.fill(disk);
      graphics.setColor(Color.WHITE);
      graphics.setStroke(new BasicStroke(1));
      graphics.draw(disk);
    }
  }

  private Marks() {}

  /// Adds points.
  ///
  /// @param chart the chart
  /// @param name of the series
  /// @param x to the right
  /// @param y upwards
  /// @param color the colour
  public static void points(XYChart chart, String name, double[] x, double[] y, Color color) {
    chart
        .addSeries(name, x, y)
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
        .setMarker(new Dot())
        .setMarkerColor(color);
  }

  /// Adds segments.
  ///
  /// @param chart the chart
  /// @param name of the series
  /// @param segments the segments; with none there is no series
  /// @param color the colour
  /// @param width in pixels
  public static void segments(
      XYChart chart, String name, List<Segment> segments, Color color, float width) {
    if (segments.isEmpty()) {
      return;
    }
    var x = new double[3 * segments.size()];
    var y = new double[x.length];
    for (int i = 0; i < segments.size(); i++) {
      Segment s = segments.get(i);
      x[3 * i] = s.x0();
      y[3 * i] = s.y0();
      x[3 * i + 1] = s.x1();
      y[3 * i + 1] = s.y1();
      // The line breaks where there is no number.
      x[3 * i + 2] = s.x1();
      y[3 * i + 2] = Double.NaN;
    }
    chart
        .addSeries(name, x, y)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(color)
        .setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
  }

  /// {@return segments that form arrows}
  ///
  /// @param shafts from the tail to the tip of each
  /// @param head the length of the two strokes of a tip, as part of the length
  public static List<Segment> arrows(List<Segment> shafts, double head) {
    var all = new ArrayList<Segment>(shafts);
    for (Segment s : shafts) {
      double dx = s.x0() - s.x1();
      double dy = s.y0() - s.y1();
      for (double angle : new double[] {-0.45, 0.45}) {
        double c = head * Math.cos(angle);
        double d = head * Math.sin(angle);
        all.add(new Segment(s.x1(), s.y1(), s.x1() + c * dx - d * dy, s.y1() + d * dx + c * dy));
      }
    }
    return all;
  }
}
