package dev.adjoint.nn.data;

/// Images in other sizes, by a triangle as wide as a pixel of the coarser of the two: linear
/// interpolation where an image grows, a weighted mean where it shrinks. What Pillow calls
/// bilinear.
///
/// Along an axis output `i` is the mean of inputs `j`, weighted by `max(0, 1 − |j + ½ − (i + ½) s|
/// / max(1, s))`, with `s` the old size divided by the new one.
final class Resize {
  private Resize() {}

  /// {@return a plane `[height,width]` in another size}
  static float[] of(float[] plane, int height, int width, int newHeight, int newWidth) {
    float[] narrow = rows(plane, height, width, newWidth);
    return transposed(
        rows(transposed(narrow, height, newWidth), newWidth, height, newHeight),
        newWidth,
        newHeight);
  }

  /// Each row in another length.
  private static float[] rows(float[] plane, int height, int width, int wanted) {
    if (width == wanted) {
      return plane;
    }
    float[] result = new float[height * wanted];
    double scale = (double) width / wanted;
    double support = Math.max(1, scale);
    for (int i = 0; i < wanted; i++) {
      double center = (i + 0.5) * scale;
      int from = (int) Math.max(0, Math.ceil(center - support - 0.5));
      int to = (int) Math.min(width - 1, Math.floor(center + support - 0.5));
      for (int row = 0; row < height; row++) {
        double sum = 0;
        double weights = 0;
        for (int j = from; j <= to; j++) {
          double weight = Math.max(0, 1 - Math.abs(j + 0.5 - center) / support);
          sum += weight * plane[row * width + j];
          weights += weight;
        }
        result[row * wanted + i] = (float) (sum / weights);
      }
    }
    return result;
  }

  private static float[] transposed(float[] plane, int height, int width) {
    float[] result = new float[plane.length];
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        result[j * height + i] = plane[i * width + j];
      }
    }
    return result;
  }
}
