package dev.adjoint.examples.data;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.data.Idx;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// MNIST: handwritten digits of 28 × 28 pixels between 0 and 1, one digit a row `f32[784]`, with
/// their classes 0 to 9.
///
/// @param train what to learn from; 60,000 digits
/// @param test what to be judged by; 10,000 digits
public record Digits(Dataset train, Dataset test) {
  public static final int PIXELS = 28 * 28;
  public static final int CLASSES = 10;

  /// Where the four files come from.
  @FunctionalInterface
  private interface Source {
    Named read(String name) throws IOException;
  }

  private record Named(String file, Idx idx) {}

  /// {@return the original digits, which come with the program}
  ///
  /// @throws IOException if they are missing or damaged
  public static Digits bundled() throws IOException {
    return of(Digits::resource);
  }

  /// {@return digits from four files named as the originals are, with or without `.gz`}
  ///
  /// @param folder the folder with the files
  /// @throws IOException if a file is missing or is not what its name says
  public static Digits in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": no such folder");
    }
    return of(name -> file(folder, name));
  }

  private static Digits of(Source source) throws IOException {
    return new Digits(dataset(source, "train"), dataset(source, "t10k"));
  }

  private static Named resource(String name) throws IOException {
    String file = "/dev/adjoint/examples/mnist/" + name + ".gz";
    try (InputStream in = Digits.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new FileNotFoundException("resource " + file + ": not on the class path");
      }
      return new Named(file, Idx.read(file, in));
    }
  }

  private static Named file(Path folder, String name) throws IOException {
    Path zipped = folder.resolve(name + ".gz");
    Path plain = folder.resolve(name);
    if (!Files.exists(zipped) && !Files.exists(plain)) {
      throw new FileNotFoundException(
          "%s: has neither %s nor %s".formatted(folder, zipped.getFileName(), name));
    }
    Path file = Files.exists(zipped) ? zipped : plain;
    return new Named(file.toString(), Idx.read(file));
  }

  private static Dataset dataset(Source source, String set) throws IOException {
    Named labels = source.read(set + "-labels-idx1-ubyte");
    NDArray classes = classes(labels);
    Named images = source.read(set + "-images-idx3-ubyte");
    if (!images.idx().shape().equals(Shape.of(classes.count(), 28, 28))) {
      throw new IOException(
          "%s: has sizes %s, but images for the %d labels of %s are [%d,28,28]"
              .formatted(
                  images.file(),
                  images.idx().shape(),
                  classes.count(),
                  labels.file(),
                  classes.count()));
    }
    return Dataset.of(images.idx().reshape(classes.count(), PIXELS), 255, classes);
  }

  private static NDArray classes(Named labels) throws IOException {
    NDArray classes = labels.idx().toInts();
    if (classes.shape().rank() != 1 || classes.count() == 0) {
      throw new IOException(
          "%s: has sizes %s, but labels are a list of at least one"
              .formatted(labels.file(), classes.shape()));
    }
    for (int i = 0; i < classes.count(); i++) {
      if (classes.value(i) >= CLASSES) {
        throw new IOException(
            "%s: label %d is %.0f, but digits are 0 to 9"
                .formatted(labels.file(), i, classes.value(i)));
      }
    }
    return classes;
  }
}
