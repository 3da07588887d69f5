package dev.adjoint.examples.show;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

/// Colours for the numbers from 0 to 1, in bands: edges between them are level lines, and images of
/// few colours make small files.
///
/// @param bands the colours, from 0 to 1
public record Scale(List<Color> bands) {
  /// Blue through white to orange, pale enough for points to be seen on it: [Charts#COLORS] 0 and
  /// 1.
  public static final Scale BLUE_TO_ORANGE =
      between(16, new Color(0x8fbde3), new Color(0xfafafa), new Color(0xffb878));

  /// Dark blue through green to yellow, for heights.
  public static final Scale HEIGHT =
      between(
          48, new Color(0x2c3e7b), new Color(0x2a788e), new Color(0x4ac16d), new Color(0xf5e663));

  /// The same, pale enough for lines and points to be seen on it.
  public static final Scale PALE_HEIGHT =
      between(
          24, new Color(0x9aa9dd), new Color(0x9fcdda), new Color(0xb9e3c0), new Color(0xf8f1b8));

  /// Keeps a copy.
  public Scale {
    bands = List.copyOf(bands);
  }

  /// {@return a scale that goes from colour to colour}
  ///
  /// @param count how many bands
  /// @param stops the colours, at least two
  public static Scale between(int count, Color... stops) {
    return new Scale(
        IntStream.range(0, count)
            .mapToObj(i -> mix(stops, (double) i / (count - 1) * (stops.length - 1)))
            .toList());
  }

  private static Color mix(Color[] stops, double at) {
    int first = Math.min((int) at, stops.length - 2);
    Color a = stops[first];
    Color b = stops[first + 1];
    double t = at - first;
    return new Color(
        (int) Math.round(a.getRed() + t * (b.getRed() - a.getRed())),
        (int) Math.round(a.getGreen() + t * (b.getGreen() - a.getGreen())),
        (int) Math.round(a.getBlue() + t * (b.getBlue() - a.getBlue())));
  }

  /// {@return the colour of a number}
  ///
  /// @param value from 0 to 1; what is outside has the colour of the end, NaN is grey
  public Color color(double value) {
    if (Double.isNaN(value)) {
      return Color.LIGHT_GRAY;
    }
    return bands.get((int) Math.clamp(value * bands.size(), 0, bands.size() - 1.0));
  }
}
