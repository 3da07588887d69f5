package dev.adjoint.draw;

import dev.adjoint.draw.Picture.Arrow;
import dev.adjoint.draw.Picture.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where everything stands on the sheet, in pixels from its upper left corner.
///
/// @param width of the sheet
/// @param height of the sheet
/// @param frames the boxes, in the order of the picture
/// @param curves the arrows, in the order of the picture
record Plan(double width, double height, List<Frame> frames, List<Curve> curves) {
  /// A box on the sheet.
  record Frame(Box box, double x, double y, double width, double height) {
    double left() {
      return x - width / 2;
    }
  }

  /// A point of a curve.
  record Point(double x, double y) {}

  /// An arrow: where it begins, its bends, where it ends; an arc below its row if it joins boxes of
  /// one row.
  record Curve(Arrow arrow, List<Point> points, double arc) {}

  static Plan of(Picture picture) {
    Layers layers = Layers.of(picture, Ranks.of(picture));
    return new Builder(picture, layers).plan();
  }

  /// The measures as they are worked out.
  private static final class Builder {
    private static final double MARGIN = 20;
    private static final double HEIGHT = 42;
    private static final double PILL = 26;
    private static final double LEAST_GAP = 30;
    private static final double MOST_GAP = 76;
    private static final double PORT = 16;

    private final Picture picture;
    private final Layers layers;
    private final Map<Integer, List<Layers.Way>> heads;
    private final double[] x;
    private final double[] top;
    private final double[] height;
    private final double[] gap;

    Builder(Picture picture, Layers layers) {
      this.picture = picture;
      this.layers = layers;
      this.x = Columns.of(layers, this::width);
      this.heads =
          layers.ways().stream()
              .sorted(Comparator.comparingDouble(this::lastTurn))
              .collect(Collectors.groupingBy(way -> way.arrow().to()));
      int rows = layers.rows().length;
      this.top = new double[rows];
      this.height = new double[rows];
      this.gap = new double[rows];
      double y = MARGIN;
      for (int row = 0; row < rows; row++) {
        top[row] = y;
        height[row] = height(layers.rows()[row]);
        gap[row] = gap(layers.rows()[row]);
        y += height[row] + gap[row];
      }
    }

    private double width(int vertex) {
      int box = layers.vertices().get(vertex).box();
      return box < 0 ? 0 : Lettering.width(picture.boxes().get(box));
    }

    private double height(int[] row) {
      boolean tall = false;
      for (int v : row) {
        int box = layers.vertices().get(v).box();
        tall |= box >= 0 && !picture.boxes().get(box).kind().isPill();
      }
      return tall ? HEIGHT : PILL;
    }

    /// Arrows that go far to the side need room to turn.
    private double gap(int[] row) {
      double widest = 0;
      for (int v : row) {
        for (int n : layers.lower(v)) {
          widest = Math.max(widest, Math.abs(x[v] - x[n]));
        }
      }
      return Math.clamp(LEAST_GAP + widest / 9, LEAST_GAP, MOST_GAP);
    }

    Plan plan() {
      List<Frame> frames = new ArrayList<>();
      for (int box = 0; box < picture.boxes().size(); box++) {
        frames.add(frame(box));
      }
      double right = frames.stream().mapToDouble(f -> f.left() + f.width()).max().orElse(0);
      for (double at : x) {
        right = Math.max(right, at + MARGIN);
      }
      double bottom =
          frames.stream().mapToDouble(f -> f.y() + f.height()).max().orElse(0) + LEAST_GAP;
      List<Curve> curves = layers.ways().stream().map(way -> curve(way, frames)).toList();
      return new Plan(right + MARGIN, bottom + MARGIN, frames, curves);
    }

    private Frame frame(int vertex) {
      Box box = picture.boxes().get(vertex);
      int row = rank(vertex);
      double tall = box.kind().isPill() ? PILL : HEIGHT;
      double y = top[row] + (height[row] - tall) / 2;
      return new Frame(box, x[vertex] + MARGIN, y, width(vertex), tall);
    }

    private Curve curve(Layers.Way way, List<Frame> frames) {
      Frame from = frames.get(way.arrow().from());
      Frame to = frames.get(way.arrow().to());
      boolean down = goesDown(way);
      boolean level = rank(way.arrow().from()) == rank(way.arrow().to());
      var points = new ArrayList<Point>();
      points.add(new Point(from.x(), down || level ? from.y() + from.height() : from.y()));
      for (int vertex : way.vertices().subList(1, way.vertices().size() - 1)) {
        int row = rank(vertex);
        points.add(new Point(x[vertex] + MARGIN, top[row] + height[row] / 2));
      }
      points.add(new Point(port(way, to), down ? to.y() : to.y() + to.height()));
      return new Curve(way.arrow(), points, level ? gap[rank(way.arrow().from())] : 0);
    }

    /// Heads on one side of a box stand beside each other, in the order of where they come from.
    private double port(Layers.Way way, Frame to) {
      List<Layers.Way> beside =
          heads.getOrDefault(way.arrow().to(), List.of()).stream()
              .filter(w -> goesDown(w) == goesDown(way))
              .toList();
      double step = Math.min(PORT, to.width() / (beside.size() + 1));
      return to.x() + (beside.indexOf(way) - (beside.size() - 1) / 2.0) * step;
    }

    private double lastTurn(Layers.Way way) {
      return x[way.vertices().get(way.vertices().size() - 2)];
    }

    private boolean goesDown(Layers.Way way) {
      return rank(way.arrow().from()) < rank(way.arrow().to());
    }

    private int rank(int vertex) {
      return layers.vertices().get(vertex).rank();
    }
  }
}
