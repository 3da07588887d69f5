package dev.adjoint.examples.show;

import dev.adjoint.array.NDArray;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/// Numbers as shades of gray.
public final class GrayImages {
  private GrayImages() {}

  /// {@return numbers as squares, from white for the least to black for the largest, in a frame}
  ///
  /// @param numbers row by row
  /// @param columns how many a row has
  /// @param side of a square, in pixels
  public static BufferedImage of(NDArray numbers, int columns, int side) {
    double[] values = numbers.toDoubleArray();
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    int rows = values.length / columns;
    var image = new BufferedImage(columns * side + 2, rows * side + 2, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        boolean frame = x == 0 || y == 0 || x == image.getWidth() - 1 || y == image.getHeight() - 1;
        double value = frame ? 0 : values[(y - 1) / side * columns + (x - 1) / side];
        image.setRGB(x, y, frame ? 0xa0a0a0 : shade(value, low, high));
      }
    }
    return image;
  }

  private static int shade(double value, double low, double high) {
    double part = high > low ? (value - low) / (high - low) : 0;
    return 0x010101 * (int) Math.round(255 * (1 - part));
  }
}
