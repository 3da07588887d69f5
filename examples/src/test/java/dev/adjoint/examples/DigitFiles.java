package dev.adjoint.examples;

import dev.adjoint.examples.data.Digits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Folders of IDX files for tests.
final class DigitFiles {
  static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  private DigitFiles() {}

  /// Writes the first digits of MNIST: those to train with gzipped, those to test with plain.
  static Path slice(Path folder, int train, int test) throws IOException {
    zip(folder.resolve(TRAIN_IMAGES + ".gz"), head(TRAIN_IMAGES, 16, Digits.PIXELS, train));
    zip(folder.resolve(TRAIN_LABELS + ".gz"), head(TRAIN_LABELS, 8, 1, train));
    Files.write(folder.resolve(TEST_IMAGES), head(TEST_IMAGES, 16, Digits.PIXELS, test));
    Files.write(folder.resolve(TEST_LABELS), head(TEST_LABELS, 8, 1, test));
    return folder;
  }

  private static byte[] head(String name, int header, int width, int rows) throws IOException {
    InputStream file =
        Digits.class.getResourceAsStream("/dev/adjoint/examples/mnist/" + name + ".gz");
    try (InputStream in = new GZIPInputStream(file)) {
      byte[] head = in.readNBytes(header + rows * width);
      ByteBuffer.wrap(head).putInt(4, rows);
      return head;
    }
  }

  static void zip(Path file, byte[] contents) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(contents);
    }
  }

  /// Writes a plain file of zeros with a header of its own.
  static void write(Path file, int... sizes) throws IOException {
    int count = 1;
    for (int size : sizes) {
      count *= size;
    }
    ByteBuffer contents = ByteBuffer.allocate(4 + 4 * sizes.length + count);
    contents.put(new byte[] {0, 0, 8, (byte) sizes.length});
    for (int size : sizes) {
      contents.putInt(size);
    }
    Files.write(file, contents.array());
  }
}
