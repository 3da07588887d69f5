package dev.adjoint.examples.workload;

/// What a network learns from, rows on the heap, and how many of them make a batch.
///
/// @param inputs row by row
/// @param targets row by row
/// @param width the length of a row of inputs
/// @param classes the length of a row of targets
/// @param rows the number of rows of a batch
public record Examples(float[] inputs, float[] targets, int width, int classes, int rows) {
  private static final int COUNT = 6000;

  static Examples digits(int rows) {
    return new Examples(images(), labels(), Net.PIXELS, Net.CLASSES, rows);
  }

  static Examples xor() {
    float[] inputs = {0, 0, 0, 1, 1, 0, 1, 1};
    float[] targets = {0, 1, 1, 0};
    return new Examples(inputs, targets, 2, 1, 4);
  }

  /// {@return the number of whole batches; after the last comes the first again}
  public int batches() {
    return inputs.length / (rows * width);
  }

  /// The picture of a class and noise.
  static float[] images() {
    float[] images = new float[COUNT * Net.PIXELS];
    for (int k = 0; k < images.length; k++) {
      int pixel = k % Net.PIXELS;
      double noise = Math.max(0, 2 * Counter.unit(11, k) - 1) * 0.5;
      boolean inked = Counter.unit(12, shown(k / Net.PIXELS) * Net.PIXELS + pixel) > 0.6;
      images[k] = (float) (noise + (inked ? 0.4 : 0));
    }
    return images;
  }

  private static int shown(int example) {
    return (int) (Counter.unit(13, example) * Net.CLASSES);
  }

  /// One-hot. One in five is drawn anew, so that no network comes to a loss of zero.
  private static float[] labels() {
    float[] labels = new float[COUNT * Net.CLASSES];
    for (int k = 0; k < COUNT; k++) {
      boolean wrong = Counter.unit(14, k) < 0.2;
      int label = wrong ? (int) (Counter.unit(15, k) * Net.CLASSES) : shown(k);
      labels[k * Net.CLASSES + label] = 1;
    }
    return labels;
  }
}
