package dev.adjoint.examples.experiment;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Grid;
import dev.adjoint.examples.show.Marks;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.random.Key;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/// Exclusive or in the plane: points from N(0, I), of class 1 where the signs of their coordinates
/// differ, else of class 0.
final class Quadrants {
  private Quadrants() {}

  /// {@return points and their classes, `[count,2]` and one-hot `[count,2]`}
  ///
  /// @param key where the points come from
  /// @param count how many
  /// @param dtype f32 or f64
  static Dataset drawn(Key key, int count, DType dtype) {
    NDArray points = key.normal(TensorType.f64(count, 2));
    var oneHot = new double[2 * count];
    for (int i = 0; i < count; i++) {
      boolean differ = points.at(i, 0) < 0 != points.at(i, 1) < 0;
      oneHot[2 * i + (differ ? 1 : 0)] = 1;
    }
    return Dataset.of(points.cast(dtype), NDArray.of(oneHot).reshape(count, 2).cast(dtype));
  }

  /// Adds the points to a chart, in a colour for each class.
  ///
  /// @param chart the chart
  /// @param data points and one-hot classes
  static void scatter(XYChart chart, Dataset data) {
    scatter(chart, data, 0, "signs agree");
    scatter(chart, data, 1, "signs differ");
  }

  private static void scatter(XYChart chart, Dataset data, int label, String name) {
    double[] x = Grid.column(data.inputs(), 0);
    double[] y = Grid.column(data.inputs(), 1);
    NDArray labels = data.labels();
    int[] rows = IntStream.range(0, x.length).filter(i -> labels.at(i, label) == 1).toArray();
    Marks.points(
        chart,
        name,
        IntStream.of(rows).mapToDouble(i -> x[i]).toArray(),
        IntStream.of(rows).mapToDouble(i -> y[i]).toArray(),
        Charts.COLORS.get(label));
  }
}
