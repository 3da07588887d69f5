package dev.adjoint.examples.show;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// A function of the plane as a surface in space, seen from above and the front, without
/// perspective. Cells are painted from the back to the front.
///
/// @param grid where the values were taken
/// @param values one for each point of the grid
/// @param title of the picture
/// @param labels of the three axes
public record Surface(Grid grid, double[] values, String title, List<String> labels) {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 760;
  private static final double UNIT = 262;
  private static final double TURN = Math.toRadians(-38);
  private static final double TILT = Math.toRadians(28);
  private static final double TALL = 1.15;

  /// A place in the unit cube: from −1 to 1 in the plane, from 0 to 1 in height.
  private record Place(double x, double y, double z) {
    double depth() {
      return x * Math.sin(TURN) + y * Math.cos(TURN);
    }

    Point2D onScreen() {
      double u = x * Math.cos(TURN) - y * Math.sin(TURN);
      double v = depth() * Math.sin(TILT) + z * TALL * Math.cos(TILT);
      return new Point2D.Double(WIDTH / 2.0 + UNIT * u, HEIGHT * 0.69 - UNIT * v);
    }
  }

  /// {@return the picture}
  public BufferedImage image() {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Composition.paint(image, this::draw);
    return image;
  }

  private void draw(Graphics2D g) {
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
    centred(g, title, WIDTH / 2.0, 40);
    drawWalls(g);
    drawCells(g);
    drawAxes(g);
  }

  private void drawWalls(Graphics2D g) {
    g.setStroke(new BasicStroke(1));
    for (int i = 0; i <= 4; i++) {
      double t = -1 + i / 2.0;
      double z = i / 4.0;
      g.setColor(new Color(0xd0d0d0));
      line(g, new Place(t, -1, 0), new Place(t, 1, 0));
      line(g, new Place(-1, t, 0), new Place(1, t, 0));
      line(g, new Place(t, 1, 0), new Place(t, 1, 1));
      line(g, new Place(-1, t, 0), new Place(-1, t, 1));
      line(g, new Place(-1, 1, z), new Place(1, 1, z));
      line(g, new Place(-1, -1, z), new Place(-1, 1, z));
    }
  }

  private void drawCells(Graphics2D g) {
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    int across = grid.columns() - 1;
    IntStream.range(0, across * (grid.rows() - 1))
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                cell -> -place(cell / across, cell % across, low, high).depth()))
        .forEach(cell -> drawCell(g, cell / across, cell % across, low, high));
  }

  private void drawCell(Graphics2D g, int row, int column, double low, double high) {
    Place a = place(row, column, low, high);
    Place c = place(row + 1, column + 1, low, high);
    var path = new Path2D.Double();
    List<Place> corners =
        List.of(a, place(row, column + 1, low, high), c, place(row + 1, column, low, high));
    Point2D start = a.onScreen();
    path.moveTo(start.getX(), start.getY());
    for (Place corner : corners.subList(1, 4)) {
      path.lineTo(corner.onScreen().getX(), corner.onScreen().getY());
    }
    path.closePath();
    Color color = Scale.HEIGHT.color((a.z() + c.z()) / 2);
    g.setColor(color);
    g.fill(path);
    g.setColor(color.darker());
    g.setStroke(new BasicStroke(0.6f));
    g.draw(path);
  }

  private Place place(int row, int column, double low, double high) {
    double z = (values[row * grid.columns() + column] - low) / (high - low);
    return new Place(2.0 * column / (grid.columns() - 1) - 1, 1 - 2.0 * row / (grid.rows() - 1), z);
  }

  private void drawAxes(Graphics2D g) {
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
    g.setColor(Color.DARK_GRAY);
    for (int i = 0; i <= 4; i++) {
      double t = -1 + i / 2.0;
      label(g, between(grid.left(), grid.right(), i), new Place(t, -1.16, 0));
      label(g, between(grid.bottom(), grid.top(), i), new Place(1.12, t, 0));
      label(g, between(low, high, i), new Place(-1.1, -1.1, i / 4.0));
    }
    g.setColor(Color.BLACK);
    label(g, labels.get(0), new Place(0, -1.42, 0));
    label(g, labels.get(1), new Place(1.36, 0, 0));
    label(g, labels.get(2), new Place(-1.1, -1.1, 1.15));
  }

  private static String between(double from, double to, int quarter) {
    double value = from + (to - from) * quarter / 4;
    return String.format(Locale.ROOT, "%.4g", value).replaceAll("\\.?0+$", "");
  }

  private static void label(Graphics2D g, String text, Place place) {
    Point2D at = place.onScreen();
    centred(g, text, at.getX(), at.getY() + 6);
  }

  private static void centred(Graphics2D g, String text, double x, double y) {
    g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float) y);
  }

  private static void line(Graphics2D g, Place a, Place b) {
    Point2D p = a.onScreen();
    Point2D q = b.onScreen();
    var path = new Path2D.Double();
    path.moveTo(p.getX(), p.getY());
    path.lineTo(q.getX(), q.getY());
    g.draw(path);
  }
}
