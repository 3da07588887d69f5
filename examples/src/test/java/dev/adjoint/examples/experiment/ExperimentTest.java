package dev.adjoint.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.examples.experiment.Findings.Figure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ExperimentTest {
  private static final double RIGHT = 1;
  private static final double WRONG = 2;

  @TempDir private Path folder;
  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text, true);

  @FunctionalInterface
  private interface Source {
    Findings findings() throws IOException;
  }

  @Command(name = "one")
  private static final class One implements Experiment {
    @Mixin private final Setting setting;
    private final Source source;

    One(PrintWriter out, Source source) {
      this.setting = new Setting(out);
      this.source = source;
    }

    @Override
    public Setting setting() {
      return setting;
    }

    @Override
    public Findings run() throws IOException {
      return source.findings();
    }
  }

  private One finds(double ours) {
    var figure = Figure.of("figure", "1.0", ours, 0.9, 1.1);
    return new One(out, () -> new Findings(List.of(figure), List.of()));
  }

  private One fails(String message) {
    return new One(
        out,
        () -> {
          throw new IllegalStateException(message);
        });
  }

  private int status(Object command, String... more) {
    var args = new ArrayList<>(List.of("--output", folder.toString()));
    args.addAll(List.of(more));
    return new CommandLine(command).execute(args.toArray(String[]::new));
  }

  private List<String> table() throws IOException {
    return Files.readAllLines(folder.resolve("experiments.md")).stream()
        .skip(2)
        .map(row -> row.replaceFirst("\\| \\d+ \\|", "| 0 |"))
        .toList();
  }

  @Test
  void aMissedFigureIsAFailureUnlessTheRunIsQuick() {
    assertThat(status(finds(RIGHT))).isZero();
    assertThat(status(finds(WRONG))).isEqualTo(1);
    assertThat(status(finds(WRONG), "--quick")).isZero();
    assertThat(text.toString()).containsOnlyOnce("MISSED");
  }

  @Test
  void allHaveOneStatus() {
    assertThat(status(new All(out, List.of(finds(RIGHT), finds(RIGHT))))).isZero();
    assertThat(status(new All(out, List.of(finds(WRONG), finds(RIGHT))))).isEqualTo(1);
    assertThat(status(new All(out, List.of(finds(WRONG))), "--quick")).isZero();
    assertThat(status(new All(out, List.of(fails("no"), finds(RIGHT))), "--quick")).isEqualTo(1);
  }

  @Test
  void oneThatFailsHasARowAndTheOthersGoOn() throws IOException {
    var all = new All(out, List.of(finds(RIGHT), fails("a | b\nc"), finds(WRONG)));
    assertThat(status(all)).isEqualTo(1);
    assertThat(table())
        .containsExactly(
            "| one | figure | 1.0 | 1.000 | 0.9000 to 1.100 | 0 |  |",
            "| one | FAILED: java.lang.IllegalStateException: a b c | | | | 0 | |",
            "| one | figure | 1.0 | 2.000 | 0.9000 to 1.100 MISSED | 0 |  |");
    assertThat(text.toString()).contains("ExperimentTest").contains(table().getLast());
  }

  @Test
  void rowsAreInTheFileBeforeTheNextBegins() throws IOException {
    var looking =
        new One(
            out,
            () -> {
              assertThat(table()).hasSize(1);
              return new Findings(List.of(), List.of());
            });
    assertThat(status(new All(out, List.of(finds(RIGHT), looking)))).isZero();
    assertThat(table()).hasSize(2);
  }
}
