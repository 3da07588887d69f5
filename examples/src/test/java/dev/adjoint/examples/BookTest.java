package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The experiments on MNIST, in their small versions.
class BookTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "backward-pass, 5, loss.png",
    "two-layers, 8, accuracy.png relu-accuracy.png loss.png uphill.png",
    "optimizers, 8, losses.png",
    "activations, 6, sigmoid.png relu.png tanh.png",
    "initial-weights, 3, losses.png",
    "batch-normalization, 6, accuracy.png",
    "weight-decay, 4, accuracy.png",
    "dropout, 4, accuracy.png",
    "hyper-parameters, 3, best.png",
    "simple-convolution, 1, filters.png accuracy.png",
    "deep-convolution, 1, accuracy.png mistaken.png",
    "reduced-precision, 3, places.png"
  })
  void printsItsFiguresAndDrawsItsPictures(String experiment, int figures, String pictures)
      throws IOException {
    Outcome outcome = run(experiment);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(figures(outcome)).hasSize(figures);
    List<Path> files =
        Splitter.on(' ').splitToList(pictures).stream().map(folder::resolve).toList();
    assertThat(outcome.out())
        .endsWith(files.stream().map(f -> "picture " + f).toArray(String[]::new));
    for (Path file : files) {
      BufferedImage picture = ImageIO.read(file.toFile());
      assertThat(picture.getWidth()).isGreaterThan(600);
      assertThat(picture.getHeight()).isGreaterThan(500);
      assertThat(shares(picture, Color.WHITE)).isBetween(0.3, 0.99);
    }
  }

  private static double shares(BufferedImage picture, Color color) {
    int[] pixels =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    long count = IntStream.of(pixels).filter(pixel -> pixel == color.getRGB()).count();
    return (double) count / pixels.length;
  }

  @Test
  void theGradientsAgreeEvenInTheSmallVersion() {
    assertThat(figures(run("backward-pass")))
        .allSatisfy(line -> assertThat(number(line)).isBetween(0.0, 1e-9));
  }

  @Test
  void theGradientOfBatchNormalizationIsCheckedWhereItIsNotZero() {
    List<String> figures = figures(run("batch-normalization"));
    assertThat(number(figures.get(3))).isLessThan(1e-12);
    assertThat(number(figures.get(4))).isGreaterThan(1e-3);
    assertThat(number(figures.get(5))).isLessThan(1e-8);
  }

  @Test
  void goesOnFromTheCheckpointOfItsSeed() {
    assertThat(epochs(run("simple-convolution"))).containsExactly("1");
    assertThat(folder.resolve("quick-1.safetensors")).isRegularFile();
    assertThat(epochs(run("simple-convolution", "--epochs", "3"))).containsExactly("2", "3");
    assertThat(epochs(run("simple-convolution", "--seed", "2"))).containsExactly("1");
  }

  private static List<String> epochs(Outcome outcome) {
    return outcome.out().stream()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> !line.startsWith("epoch"))
        .map(line -> Splitter.on(' ').splitToList(line.strip()).getFirst())
        .toList();
  }

  @Test
  void aCheckpointThatIsNone() throws IOException {
    Path file = Files.write(folder.resolve("quick-1.safetensors"), new byte[] {1, 2, 3});
    Outcome outcome = run("simple-convolution");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .startsWith("simple-convolution: " + file + ": ");
  }

  @Test
  void aCheckpointOfAnotherNet() {
    run("simple-convolution");
    Path file = folder.resolve("quick-1.safetensors");
    Outcome outcome = run("reduced-precision", "--deep", file.toString());
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .startsWith("reduced-precision: " + file + ": is no checkpoint of this model");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deep-convolution --epochs 0| Invalid value for option '--epochs': '0' is not a whole number"
            + " from 1 to 2147483647",
        "simple-convolution --epochs| Missing required parameter for option '--epochs' (COUNT)",
        "reduced-precision --deep| Missing required parameter for option '--deep' (FILE)",
        "dropout --ratio 0.2| Unknown options: '--ratio', '0.2'",
        "optimizers --seed x| Invalid value for option '--seed': 'x' is not a long",
      })
  void aWrongOptionIsAnsweredInOneLine(String args, String message) {
    List<String> words = Splitter.on(' ').splitToList(args);
    String name = words.getFirst();
    assertThat(Outcome.of(words.toArray(String[]::new)))
        .isEqualTo(
            new Outcome(
                2,
                List.of(),
                List.of("%s: %s; see adjoint-examples %s --help".formatted(name, message, name))));
  }

  private Outcome run(String... words) {
    var options = Stream.of("--quick", "--output", folder.toString());
    return Outcome.of(Stream.concat(Stream.of(words), options).toArray(String[]::new));
  }

  /// The lines below the heading of the table.
  private static List<String> figures(Outcome outcome) {
    return outcome.out().stream()
        .dropWhile(line -> !line.strip().startsWith("figure"))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .toList();
  }

  private static double number(String line) {
    return Double.parseDouble(Splitter.on(' ').splitToList(line.strip()).getLast());
  }
}
