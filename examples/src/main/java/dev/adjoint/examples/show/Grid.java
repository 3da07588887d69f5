package dev.adjoint.examples.show;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/// Evenly spaced points of a part of the plane, row by row from the top left, as the pixels of an
/// image.
///
/// @param left the least x
/// @param right the greatest x
/// @param bottom the least y
/// @param top the greatest y
/// @param columns how many points lie beside each other, at least 2
/// @param rows how many points lie above each other, at least 2
public record Grid(double left, double right, double bottom, double top, int columns, int rows) {
  /// {@return a square grid around the origin}
  ///
  /// @param reach how far it goes in each direction
  /// @param size how many points lie beside and above each other
  public static Grid square(double reach, int size) {
    return new Grid(-reach, reach, -reach, reach, size, size);
  }

  /// {@return the grid around some points}
  ///
  /// @param points `[n,2]`
  /// @param margin how far it goes beyond them
  /// @param step the distance of its points, about
  public static Grid around(NDArray points, double margin, double step) {
    double[] x = column(points, 0);
    double[] y = column(points, 1);
    double left = Arrays.stream(x).min().orElse(0) - margin;
    double right = Arrays.stream(x).max().orElse(0) + margin;
    double bottom = Arrays.stream(y).min().orElse(0) - margin;
    double top = Arrays.stream(y).max().orElse(0) + margin;
    return new Grid(left, right, bottom, top, count(left, right, step), count(bottom, top, step));
  }

  private static int count(double from, double to, double step) {
    return Math.max(2, (int) Math.round((to - from) / step) + 1);
  }

  /// {@return one column of a matrix}
  ///
  /// @param matrix `[n,m]`
  /// @param column from 0
  public static double[] column(NDArray matrix, int column) {
    return IntStream.range(0, matrix.shape().size(0))
        .mapToDouble(row -> matrix.at(row, column))
        .toArray();
  }

  /// {@return the x of a column}
  ///
  /// @param column from 0
  public double x(int column) {
    return left + (right - left) * column / (columns - 1);
  }

  /// {@return the y of a row}
  ///
  /// @param row from 0
  public double y(int row) {
    return top - (top - bottom) * row / (rows - 1);
  }

  /// {@return the points, `f32[rows·columns,2]`}
  public NDArray points() {
    var numbers = new float[2 * rows * columns];
    for (int i = 0; i < rows * columns; i++) {
      numbers[2 * i] = (float) x(i % columns);
      numbers[2 * i + 1] = (float) y(i / columns);
    }
    return NDArray.wrap(TensorType.f32(rows * columns, 2), numbers);
  }

  /// {@return a function's values at the points}
  ///
  /// @param f the function
  public double[] values(DoubleBinaryOperator f) {
    return IntStream.range(0, rows * columns)
        .mapToDouble(i -> f.applyAsDouble(x(i % columns), y(i / columns)))
        .toArray();
  }

  /// {@return an image with a pixel for each point}
  ///
  /// @param values one for each point, from 0 to 1
  /// @param scale their colours
  public BufferedImage image(double[] values, Scale scale) {
    var image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    int[] colors = Arrays.stream(values).mapToInt(v -> scale.color(v).getRGB()).toArray();
    image.setRGB(0, 0, columns, rows, colors, 0, columns);
    return image;
  }
}
