package dev.adjoint.examples;

import static dev.adjoint.examples.DigitFiles.TEST_IMAGES;
import static dev.adjoint.examples.DigitFiles.TEST_LABELS;
import static dev.adjoint.examples.DigitFiles.TRAIN_IMAGES;
import static dev.adjoint.examples.DigitFiles.TRAIN_LABELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.NDArray;
import dev.adjoint.examples.data.Digits;
import dev.adjoint.nn.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsTest {
  @TempDir Path folder;

  @BeforeEach
  void writeDigits() throws IOException {
    DigitFiles.slice(folder, 20, 10);
  }

  @Test
  void theDigitsOfMnistComeWithTheProgram() throws IOException {
    Digits digits = Digits.bundled();
    assertThat(digits.train())
        .hasToString("data set of 60000 rows, inputs f32[60000,784], labels i32[60000]");
    assertThat(digits.test())
        .hasToString("data set of 10000 rows, inputs f32[10000,784], labels i32[10000]");
    assertThat(labels(digits.train(), 10)).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    assertThat(labels(digits.test(), 10)).containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
  }

  @Test
  void pixelsLieBetween0And1() throws IOException {
    NDArray pixels = Digits.in(folder).train().inputs();
    assertThat(pixels.type()).hasToString("f32[20,784]");
    assertThat(Arrays.stream(pixels.toDoubleArray()).summaryStatistics())
        .returns(0.0, DoubleSummaryStatistics::getMin)
        .returns(1.0, DoubleSummaryStatistics::getMax);
    assertThat(pixels.at(0, 152)).isEqualTo(3 / 255f);
  }

  @Test
  void filesMayBeGzippedOrPlain() throws IOException {
    Digits digits = Digits.in(folder);
    assertThat(labels(digits.train(), 5)).containsExactly(5, 0, 4, 1, 9);
    assertThat(labels(digits.test(), 5)).containsExactly(7, 2, 1, 0, 4);
  }

  private static int[] labels(Dataset data, int count) {
    return data.take(count).labels().toIntArray();
  }

  @Test
  void aMissingFolder() {
    Path missing = folder.resolve("missing");
    fails(missing, missing + ": no such folder");
  }

  @Test
  void aMissingFile() throws IOException {
    Files.delete(folder.resolve(TEST_IMAGES));
    fails(folder, folder + ": has neither t10k-images-idx3-ubyte.gz nor t10k-images-idx3-ubyte");
  }

  @Test
  void aDamagedFile() throws IOException {
    Path file = folder.resolve(TEST_IMAGES);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    fails(
        folder, file + ": ends after 7839 of the 7840 elements that its sizes [10,28,28] declare");
  }

  @Test
  void imagesWhereLabelsShouldBe() throws IOException {
    Path file = folder.resolve(TEST_LABELS);
    Files.copy(folder.resolve(TEST_IMAGES), file, StandardCopyOption.REPLACE_EXISTING);
    fails(folder, file + ": has sizes [10,28,28], but labels are a list of at least one");
  }

  @Test
  void noLabels() throws IOException {
    DigitFiles.write(folder.resolve(TEST_LABELS), 0);
    fails(
        folder,
        folder.resolve(TEST_LABELS) + ": has sizes [0], but labels are a list of at least one");
  }

  @Test
  void labelsThatAreNoDigits() throws IOException {
    Path file = folder.resolve(TEST_LABELS);
    byte[] labels = Files.readAllBytes(file);
    labels[8 + 3] = 10;
    Files.write(file, labels);
    fails(folder, file + ": label 3 is 10, but digits are 0 to 9");
  }

  @Test
  void moreImagesThanLabels() throws IOException {
    DigitFiles.write(folder.resolve(TEST_IMAGES), 11, 28, 28);
    fails(
        folder,
        "%s: has sizes [11,28,28], but images for the 10 labels of %s are [10,28,28]"
            .formatted(folder.resolve(TEST_IMAGES), folder.resolve(TEST_LABELS)));
  }

  @Test
  void imagesOfAnotherSize() throws IOException {
    Files.delete(folder.resolve(TRAIN_IMAGES + ".gz"));
    DigitFiles.write(folder.resolve(TRAIN_IMAGES), 20, 32, 32);
    fails(
        folder,
        "%s: has sizes [20,32,32], but images for the 20 labels of %s are [20,28,28]"
            .formatted(folder.resolve(TRAIN_IMAGES), folder.resolve(TRAIN_LABELS + ".gz")));
  }

  private static void fails(Path folder, String message) {
    assertThatThrownBy(() -> Digits.in(folder)).isInstanceOf(IOException.class).hasMessage(message);
  }
}
