package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Trainings on the first 600 digits of MNIST, tested on 200.
class MnistTest {
  @TempDir static Path digits;
  @TempDir Path folder;

  @BeforeAll
  static void writeDigits() throws IOException {
    DigitFiles.slice(digits, 600, 200);
  }

  @Test
  void printsATableASummaryAndLastTheAccuracy() {
    Outcome mnist = run("--batch", "100", "--steps", "15");
    assertThat(mnist.status()).isZero();
    assertThat(mnist.err()).isEmpty();
    assertThat(mnist.out().get(0)).isEqualTo("MNIST 784-50-10, sigmoid, sgd 0.1, batches of 100");
    assertThat(mnist.out().get(2))
        .containsSubsequence(
            "step", "epoch", "loss", "train accuracy", "test accuracy", "samples/s");
    assertThat(rows(mnist)).extracting(List::getFirst).containsExactly("0", "6", "12", "15");
    assertThat(rows(mnist))
        .extracting(row -> row.get(1))
        .containsExactly("0.0", "1.0", "2.0", "2.5");
    assertThat(mnist.out().get(8)).matches("training \\d+\\.\\d\\d s, evaluations \\d+\\.\\d\\d s");
    assertThat(mnist.out().get(9))
        .isEqualTo(
            "pictures %s %s".formatted(out().resolve("accuracy.png"), out().resolve("loss.png")));
    assertThat(mnist.out().getLast()).isEqualTo("test accuracy " + rows(mnist).getLast().get(4));
  }

  @Test
  void drawsBothPictures() throws IOException {
    run("--steps", "120");
    try (Stream<Path> files = Files.list(out())) {
      assertThat(files).containsExactlyInAnyOrder(out("accuracy.png"), out("loss.png"));
    }
    for (String name : List.of("accuracy.png", "loss.png")) {
      BufferedImage picture = ImageIO.read(out(name).toFile());
      assertThat(picture.getWidth()).isEqualTo(960);
      assertThat(picture.getHeight()).isEqualTo(640);
      assertThat(count(picture, c -> c.equals(Color.WHITE))).isGreaterThan(400_000);
      assertThat(count(picture, c -> c.getBlue() > c.getRed() + 60)).isGreaterThan(100);
      assertThat(count(picture, c -> c.getRed() > c.getBlue() + 60)).isGreaterThan(100);
    }
  }

  @Test
  void theLossPictureLabelsItsLastStep() throws IOException {
    run("--steps", "1");
    BufferedImage loss = ImageIO.read(out("loss.png").toFile());
    BufferedImage underTheRightEnd = loss.getSubimage(890, 575, 60, 25);
    assertThat(count(underTheRightEnd, c -> c.getRed() < 100)).isGreaterThan(50);
  }

  private static long count(BufferedImage picture, Predicate<Color> wanted) {
    int[] pixels =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    return IntStream.of(pixels).mapToObj(Color::new).filter(wanted).count();
  }

  @Test
  void drawsEvenASingleStep() {
    assertThat(run("--steps", "1").status()).isZero();
  }

  @Test
  void aTrainingThatDivergesIsShownToTheEnd() {
    Outcome uphill = run("--steps", "100", "--learning-rate", "-0.1");
    assertThat(Double.parseDouble(rows(uphill).getLast().get(2))).isGreaterThan(5);
    Outcome lost = run("--steps", "60", "--learning-rate", "1e38");
    assertThat(lost.status()).isZero();
    assertThat(rows(lost)).extracting(row -> row.get(2)).startsWith("-").endsWith("NaN");
  }

  @ParameterizedTest
  @CsvSource({
    "sigmoid, adam, 0.75",
    "relu, sgd, 0.75",
    "relu, momentum, 0.75",
    "relu, adam, 0.8",
    "tanh, adam, 0.8"
  })
  void learnsWithin20Epochs(String activation, String optimizer, double accuracy) {
    Outcome mnist =
        run(
            "--activation",
            activation,
            "--optimizer",
            optimizer,
            "--epochs",
            "20",
            "--batch",
            "20");
    assertThat(rows(mnist)).hasSize(21);
    assertThat(accuracy(mnist)).isBetween(accuracy, 0.9);
  }

  private static double accuracy(Outcome mnist) {
    return Double.parseDouble(mnist.out().getLast().substring("test accuracy ".length()));
  }

  @Test
  void aSeedGivesTheSameNumbers() {
    assertThat(numbers("--seed", "7")).isEqualTo(numbers("--seed", "7"));
    assertThat(numbers("--seed", "7")).isNotEqualTo(numbers("--seed", "8"));
  }

  @Test
  void optionsMatter() {
    List<List<String>> usual = numbers();
    assertThat(numbers("--hidden", "30")).isNotEqualTo(usual);
    assertThat(numbers("--weights", "xavier")).isNotEqualTo(usual);
    assertThat(numbers("--learning-rate", "0.2")).isNotEqualTo(usual);
    assertThat(numbers("--learning-rate", "0.1", "--weights", "small")).isEqualTo(usual);
  }

  /// The table without its speeds.
  private List<List<String>> numbers(String... options) {
    Stream<String> args = Stream.concat(Stream.of("--steps", "12"), Stream.of(options));
    return rows(run(args.toArray(String[]::new))).stream().map(row -> row.subList(0, 5)).toList();
  }

  @Test
  void aDataFolderThatIsNone() {
    Path missing = folder.resolve("missing");
    assertThat(Outcome.of("mnist", "--data", missing.toString(), "--output", out().toString()))
        .isEqualTo(new Outcome(2, List.of(), List.of("mnist: " + missing + ": no such folder")));
  }

  @Test
  void aTruncatedDataFile() throws IOException {
    DigitFiles.slice(folder, 20, 10);
    Path file = folder.resolve(DigitFiles.TEST_LABELS);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 12));
    String message = ": ends after 4 of the 10 elements that its sizes [10] declare";
    assertThat(Outcome.of("mnist", "--data", folder.toString(), "--output", out().toString()))
        .isEqualTo(new Outcome(2, List.of(), List.of("mnist: " + file + message)));
  }

  @Test
  void anOutputFolderThatCannotBeIsSaidBeforeTheTraining() throws IOException {
    Files.createFile(out());
    assertThat(run("--steps", "1"))
        .isEqualTo(
            new Outcome(
                2,
                List.of(),
                List.of(
                    "mnist: " + out() + ": not a folder, so no pictures can be written there")));
  }

  private Outcome run(String... options) {
    var given = Stream.of("mnist", "--data", digits.toString(), "--output", out().toString());
    return Outcome.of(Stream.concat(given, Stream.of(options)).toArray(String[]::new));
  }

  private Path out() {
    return folder.resolve("pictures");
  }

  private Path out(String name) {
    return out().resolve(name);
  }

  private static List<List<String>> rows(Outcome mnist) {
    return mnist.out().stream()
        .skip(3)
        .takeWhile(line -> !line.isEmpty())
        .map(line -> Splitter.on(' ').omitEmptyStrings().splitToList(line))
        .toList();
  }
}
