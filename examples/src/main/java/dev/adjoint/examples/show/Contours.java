package dev.adjoint.examples.show;

import dev.adjoint.examples.show.Marks.Segment;
import java.util.ArrayList;
import java.util.List;

/// The lines along which a function of the plane has one value, by marching squares: through each
/// cell of a grid goes the line that its corners ask for.
public final class Contours {
  private Contours() {}

  /// {@return the pieces of a level line}
  ///
  /// @param grid where the values were taken
  /// @param values one for each point of the grid
  /// @param level the value
  public static List<Segment> of(Grid grid, double[] values, double level) {
    var segments = new ArrayList<Segment>();
    for (int row = 0; row + 1 < grid.rows(); row++) {
      for (int column = 0; column + 1 < grid.columns(); column++) {
        List<double[]> ends = crossings(grid, values, level, row, column);
        for (int i = 0; i + 1 < ends.size(); i += 2) {
          double[] a = ends.get(i);
          double[] b = ends.get(i + 1);
          segments.add(new Segment(a[0], a[1], b[0], b[1]));
        }
      }
    }
    return segments;
  }

  /// Where the level is passed on the way around a cell: at no, two or four places.
  private static List<double[]> crossings(
      Grid grid, double[] values, double level, int row, int column) {
    int[][] corners = {{row, column}, {row, column + 1}, {row + 1, column + 1}, {row + 1, column}};
    var ends = new ArrayList<double[]>();
    for (int i = 0; i < 4; i++) {
      int[] p = corners[i];
      int[] q = corners[(i + 1) % 4];
      double a = values[p[0] * grid.columns() + p[1]] - level;
      double b = values[q[0] * grid.columns() + q[1]] - level;
      if (a < 0 != b < 0) {
        double t = a / (a - b);
        ends.add(
            new double[] {
              grid.x(p[1]) + t * (grid.x(q[1]) - grid.x(p[1])),
              grid.y(p[0]) + t * (grid.y(q[0]) - grid.y(p[0]))
            });
      }
    }
    return ends;
  }
}
