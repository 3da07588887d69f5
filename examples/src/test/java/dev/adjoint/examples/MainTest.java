package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void helpNamesTheExamples() {
    Outcome help = Outcome.of("--help");
    assertThat(help.status()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).anyMatch(line -> line.startsWith("  xor "));
    assertThat(help.out()).anyMatch(line -> line.startsWith("  mnist "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xor", "mnist"})
  void helpOfAnExampleNamesItsOptionsIn80Columns(String example) {
    Outcome help = Outcome.of(example, "--help");
    assertThat(help.status()).isZero();
    assertThat(help.out().getFirst()).startsWith("Usage: adjoint-examples " + example);
    assertThat(String.join("\n", help.out()))
        .contains("--hidden=", "--learning-rate=", "--optimizer=", "--steps=", "--seed=", "--help")
        .doesNotContain("null");
    assertThat(help.out()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void helpOfMnistSaysWhatReachesWhat() {
    assertThat(Outcome.of("mnist", "--help").out())
        .containsSubsequence(
            "As it stands it ends near a test accuracy of .945, with --activation relu",
            "--optimizer adam --epochs 10 near .970, and with --hidden 200 besides near .979.");
  }

  @Test
  void listSaysWhatThereIs() {
    assertThat(Outcome.of("list"))
        .isEqualTo(
            new Outcome(
                0,
                List.of(
                    "xor                  Learns the truth table of exclusive or.",
                    "mnist                Learns to read handwritten digits, those of MNIST.",
                    "calculus             Differentiates equations, loops, searches and sums.",
                    "mistakes             Makes mistakes and shows what is said to each.",
                    "function-plots       Draws a tangent, gradients, a descent and activations.",
                    "optimizer-paths      Follows six optimizers down a long valley.",
                    "truth-table          Learns exclusive or with two and with eight hidden units.",
                    "xor-article          Shows why an article's network does not learn exclusive or.",
                    "gradient-check       Finds the mistakes in gradients written by hand.",
                    "xor-plane            Learns where the signs of two numbers differ.",
                    "hidden-plane         Films how a hidden layer bends the plane.",
                    "custom-op            Adds an op of one's own and uses it in a network.",
                    "backward-pass        Compares the gradient of two layers with differences, and trains by both.",
                    "two-layers           Trains the two layers of the articles, and compares every evaluation.",
                    "optimizers           Four optimisers learn to read digits.",
                    "activations          Histograms of what five untrained layers make of random input.",
                    "initial-weights      Three ways to draw the first weights of a net.",
                    "batch-normalization  First weights of 16 scales, with batch normalisation and without.",
                    "weight-decay         Learns 300 digits with weight decay and without.",
                    "dropout              Learns 300 digits with dropout and without.",
                    "hyper-parameters     Searches a learning rate and a weight decay at random.",
                    "simple-convolution   Trains a simple convolutional net, and shows its filters.",
                    "deep-convolution     Trains a deep convolutional net, and shows what it gets wrong.",
                    "reduced-precision    Judges a trained net with its parameters in f64, f32 and half precision.",
                    "all                  Runs every experiment and writes one table of all figures."),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing| adjoint-examples: Unmatched argument at index 0: 'nothing'",
        "xor --hiden=3| xor: Unknown option: '--hiden=3'",
        "xor more| xor: Unmatched argument at index 1: 'more'",
        "xor --hidden| xor: Missing required parameter for option '--hidden' (UNITS)",
        "xor --hidden 0| xor: Invalid value for option '--hidden': '0' is not a whole number from 1"
            + " to 2147483647",
        "xor --steps many| xor: Invalid value for option '--steps': 'many' is not a whole number"
            + " from 1 to 2147483647",
        "xor --learning-rate NaN| xor: Invalid value for option '--learning-rate': 'NaN' is not a"
            + " finite number",
        "mnist --batch -1| mnist: Invalid value for option '--batch': '-1' is not a whole number"
            + " from 1 to 2147483647",
        "mnist --seed x| mnist: Invalid value for option '--seed': 'x' is not a long",
        "mnist --optimizer newton| mnist: Invalid value for option '--optimizer': expected one of"
            + " [SGD, MOMENTUM, ADAM] (case-insensitive) but was 'newton'",
        "mnist --activation step| mnist: Invalid value for option '--activation': expected one of"
            + " [SIGMOID, RELU, TANH] (case-insensitive) but was 'step'",
        "mnist --weights big| mnist: Invalid value for option '--weights': expected one of [SMALL,"
            + " XAVIER, HE] (case-insensitive) but was 'big'",
        "mnist --steps 1 --epochs 1| mnist: Error: --steps=COUNT, --epochs=COUNT are mutually"
            + " exclusive (specify only one)",
      })
  void aWrongCommandLineIsAnsweredInOneLine(String args, String message) {
    List<String> words = Splitter.on(' ').splitToList(args);
    Outcome outcome = Outcome.of(words.toArray(String[]::new));
    String command = message.startsWith("adjoint") ? "" : " " + words.getFirst();
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2, List.of(), List.of(message + "; see adjoint-examples" + command + " --help")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist", "optimizer-paths", "all"})
  void theExampleThatIsNamedFirstIsMadeAlone(String example) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    assertThat(Main.commandLine(nowhere, nowhere, example, "--help").getSubcommands())
        .containsOnlyKeys(example);
    assertThat(Main.commandLine(nowhere, nowhere, "--help").getSubcommands())
        .containsKeys("xor", example, "list");
  }

  @Test
  void withoutAnExample() {
    assertThat(Outcome.of())
        .isEqualTo(
            new Outcome(
                2,
                List.of(),
                List.of(
                    "adjoint-examples: Missing required subcommand; see adjoint-examples --help")));
  }
}
