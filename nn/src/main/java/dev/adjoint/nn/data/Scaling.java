package dev.adjoint.nn.data;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import java.util.Arrays;

/// What makes inputs comparable: `(x − mean) / std`, feature by feature or channel by channel.
/// Taken from the training data and applied to all, so that the test stays unseen.
///
/// ```java
/// Scaling scaling = Scaling.ofFeatures(train);
/// Dataset scaled = scaling.apply(train), scaledTest = scaling.apply(test);
/// ```
///
/// The standard deviation is that of the population (divided by n). A feature that does not vary
/// keeps its scale, and becomes 0.
///
/// @param mean the means, f64, in a shape that broadcasts to one row of the inputs
/// @param std the standard deviations, f64, of the same shape; 1 where there is none
public record Scaling(NDArray mean, NDArray std) {
  /// {@return the scaling of each feature, over all rows}
  ///
  /// @param data the data, inputs f32 or f64 `[rows,…]`
  /// @throws IllegalArgumentException if there are no rows, or the inputs are integers
  public static Scaling ofFeatures(Dataset data) {
    return of(data, 1);
  }

  /// {@return the scaling of each channel, over all rows and positions}
  ///
  /// @param data the data, inputs f32 or f64 `[rows,channels,…]`
  /// @throws IllegalArgumentException if there are no rows or no channels, or the inputs are
  ///   integers
  public static Scaling ofChannels(Dataset data) {
    Shape shape = data.inputs().shape();
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(
          "scaling of the channels of %s: wants inputs [rows,channels,…]".formatted(data));
    }
    int positions = 1;
    for (int axis = 2; axis < shape.rank(); axis++) {
      positions *= shape.size(axis);
    }
    return of(data, positions);
  }

  /// Of groups of so many neighbours in a row.
  private static Scaling of(Dataset data, int group) {
    NDArray x = data.inputs();
    if (!x.type().isFloating() || x.count() == 0) {
      throw new IllegalArgumentException(
          "scaling of a %s: wants inputs f32 or f64 of at least one row".formatted(data));
    }
    int width = x.count() / data.size();
    double[] mean = new double[width / group];
    double[] std = new double[mean.length];
    double n = (double) data.size() * group;
    for (int i = 0; i < x.count(); i++) {
      mean[i % width / group] += x.value(i);
    }
    Arrays.setAll(mean, k -> mean[k] / n);
    for (int i = 0; i < x.count(); i++) {
      double off = x.value(i) - mean[i % width / group];
      std[i % width / group] += off * off;
    }
    Arrays.setAll(std, k -> varies(std[k] / n, mean[k]) ? Math.sqrt(std[k] / n) : 1);
    int[] sizes = Arrays.copyOfRange(x.shape().toArray(), 1, x.shape().rank());
    Arrays.fill(sizes, group == 1 ? sizes.length : 1, sizes.length, 1);
    return new Scaling(NDArray.of(mean).reshape(sizes), NDArray.of(std).reshape(sizes));
  }

  /// Whether a variance is more than what rounding makes of equal numbers.
  private static boolean varies(double variance, double mean) {
    double noise = 10 * Math.ulp(mean);
    return variance > noise * noise;
  }

  /// {@return a data set with its inputs scaled}
  ///
  /// @param data the data set
  /// @throws IllegalArgumentException if its rows are of another shape
  public Dataset apply(Dataset data) {
    return data.withInputs(apply(data.inputs()));
  }

  /// {@return inputs scaled, such as a new row for a model that has learned from scaled ones}
  ///
  /// @param inputs the inputs, f32 or f64 `[rows,…]`
  /// @throws IllegalArgumentException if the rows are of another shape
  public NDArray apply(NDArray inputs) {
    return scaled(inputs, false);
  }

  /// {@return inputs as they were before they were scaled, `x · std + mean`}
  ///
  /// @param inputs scaled inputs, `[rows,…]`
  /// @throws IllegalArgumentException if the rows are of another shape
  public NDArray inverse(NDArray inputs) {
    return scaled(inputs, true);
  }

  private NDArray scaled(NDArray x, boolean back) {
    int[] row =
        Arrays.copyOfRange(x.shape().toArray(), Math.min(1, x.shape().rank()), x.shape().rank());
    int width = Arrays.stream(row).reduce(1, (a, b) -> a * b);
    if (!x.type().isFloating() || !fits(row)) {
      throw new IllegalArgumentException(
          "a scaling of rows %s was given inputs %s".formatted(mean.shape(), x.type()));
    }
    int group = Math.max(1, width / Math.max(1, mean.count()));
    double[] values = new double[x.count()];
    for (int i = 0; i < values.length; i++) {
      double m = mean.value(i % width / group);
      double s = std.value(i % width / group);
      values[i] = back ? x.value(i) * s + m : (x.value(i) - m) / s;
    }
    return NDArray.of(values).reshape(x.shape().toArray()).cast(x.type().dtype());
  }

  /// Features are as the row, channels as its first axis.
  private boolean fits(int[] row) {
    int[] own = mean.shape().toArray();
    return Arrays.equals(own, row)
        || own.length == row.length && own.length > 0 && own[0] == row[0] && own[0] == mean.count();
  }
}
