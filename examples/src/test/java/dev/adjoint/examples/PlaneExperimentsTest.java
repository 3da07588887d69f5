package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The experiments of functions, of exclusive or and of the plane of a hidden layer, in small.
class PlaneExperimentsTest {
  @TempDir private Path folder;

  private Outcome quick(String... args) {
    Stream<String> more = Stream.of("--quick", "--output", folder.toString());
    return Outcome.of(Stream.concat(Stream.of(args), more).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "function-plots,tangent.png surface.png gradients.png descent.png activations.png",
    "optimizer-paths,four.png six.png six.gif",
    "truth-table,truth-table.png",
    "xor-article,regions.png loss.png accuracy.png course.gif",
    "xor-plane --hidden=3,data.png region-3.png loss-3.png accuracy-3.png region-3.gif loss-3.gif"
        + " accuracy-3.gif course-3.gif",
    "hidden-plane,relu-0.1.gif relu-0.01.gif relu-0.001.gif tanh-0.1.gif tanh-0.01.gif"
        + " tanh-0.001.gif",
    "custom-op,snake.png wave.png"
  })
  void picturesCanBeReadBack(String command, String pictures) throws IOException {
    Outcome outcome = quick(command.split(" "));
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    for (String picture : Splitter.on(' ').split(pictures)) {
      Path file = folder.resolve(picture);
      assertThat(outcome.out()).contains("picture " + file);
      assertThat(ImageIO.read(file.toFile()).getWidth()).as(picture).isGreaterThan(400);
    }
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).hasSize(Splitter.on(' ').splitToList(pictures).size());
    }
  }

  @ParameterizedTest
  @CsvSource({"function-plots,3", "optimizer-paths,6"})
  void thePublishedDigitsAreReached(String command, int figures) {
    // Without --quick each figure is compared.
    Outcome outcome = Outcome.of(command, "--output", folder.toString());
    assertThat(outcome.out()).noneMatch(line -> line.contains("MISSED"));
    assertThat(outcome.out().stream().filter(line -> line.contains(" error "))).hasSize(figures);
  }

  @Test
  void theCheckNamesTheOpsWithWrongGradients() {
    Outcome outcome = Outcome.of("gradient-check", "--output", folder.toString());
    assertThat(outcome.out())
        .containsSubsequence(
            "--- The article's loss, with the gradient that was written by hand",
            "op by op: 2 of 3 rules are wrong",
            "  %4: f64[] = MeanError %0 %1 %2 %3",
            "  %5: f64[] = L2[lambda=1.0E-4, points=50] %0 %1",
            "--- The same loss, its gradient derived",
            "gradient check: OK (f64, tolerance 1.0e-06, step 6.1e-06)",
            "--- The article's tanh, with its derivative",
            "  %1: f64[4] = ArticleTanh %0")
        .noneMatch(line -> line.contains("MISSED"));
  }

  @Test
  void anOpOfOnesOwnIsFusedWithItsNeighbours() {
    Outcome outcome = quick("custom-op");
    assertThat(outcome.out())
        .containsSubsequence(
            "gradient check: OK (f64, tolerance 1.0e-06, step 6.1e-06)",
            "   1  loop over [4]",
            "        r2 = Snake[a=2.0] r1",
            "gradient check: WRONG (f64, tolerance 1.0e-06, step 6.1e-06)",
            "  %1: f64[4] = WrongSnake[a=2.0] %0");
    assertThat(outcome.out()).anyMatch(line -> line.startsWith("1 step;"));
  }

  @Test
  void theOptionsOfXorPlaneMatter() {
    List<String> usual = numbers();
    assertThat(numbers("--l1", "0.1")).isNotEqualTo(usual);
    assertThat(numbers("--l2", "0.1")).isNotEqualTo(usual);
    assertThat(numbers("--clip", "0.01")).isNotEqualTo(usual);
    assertThat(numbers("--decay", "0.1")).isNotEqualTo(usual);
    assertThat(numbers("--learning-rate", "0.5")).isNotEqualTo(usual);
    assertThat(numbers("--points", "50")).isNotEqualTo(usual);
    assertThat(numbers("--seed", "2")).isNotEqualTo(usual);
    assertThat(numbers("--decay", "0", "--clip", "1e9", "--seed", "1")).isEqualTo(usual);
  }

  private List<String> numbers(String... options) {
    Stream<String> command = Stream.of("xor-plane", "--hidden", "3", "--steps", "20");
    Outcome outcome = quick(Stream.concat(command, Stream.of(options)).toArray(String[]::new));
    assertThat(outcome.err()).isEmpty();
    return outcome.out().stream().filter(line -> line.matches("[ \\d]+ 0\\.\\d{3}.*")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xor-plane --hidden 3,0| xor-plane: Invalid value for option '--hidden' (UNITS): '0' is not"
            + " a whole number from 1 to 2147483647; see adjoint-examples xor-plane --help",
        "xor-plane --decay -1| xor-plane: Invalid value for option '--decay': '-1' is not a finite"
            + " number of at least 0; see adjoint-examples xor-plane --help",
        "xor-plane --l2 much| xor-plane: Invalid value for option '--l2': 'much' is not a finite"
            + " number of at least 0; see adjoint-examples xor-plane --help",
        "xor-plane --clip 0| xor-plane: Invalid value for option '--clip': '0' is not a finite"
            + " number above 0; see adjoint-examples xor-plane --help",
        "xor-article --points 0| xor-article: Invalid value for option '--points': '0' is not a"
            + " whole number from 1 to 2147483647; see adjoint-examples xor-article --help",
        "hidden-plane --epochs 3| hidden-plane: Unknown options: '--epochs', '3'; see"
            + " adjoint-examples hidden-plane --help",
      })
  void aWrongOptionIsAnsweredInOneLine(String args, String message) {
    Outcome outcome = Outcome.of(args.split(" "));
    assertThat(outcome).isEqualTo(new Outcome(2, List.of(), List.of(message)));
  }
}
