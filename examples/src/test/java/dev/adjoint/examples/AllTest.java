package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllTest {
  private static final List<String> OTHERS = List.of("xor", "mnist", "calculus", "mistakes", "all");

  @TempDir private Path folder;

  @Test
  void everyExperimentIsRunAndInTheTable() throws IOException {
    Outcome outcome = Outcome.of("all", "--quick", "--output", folder.toString());
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    List<String> table = Files.readAllLines(folder.resolve("experiments.md"));
    List<String> experiments =
        Outcome.of("list").out().stream()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .filter(name -> !OTHERS.contains(name))
            .toList();
    assertThat(experiments).isNotEmpty();
    for (String experiment : experiments) {
      assertThat(table).anyMatch(line -> line.startsWith("| " + experiment + " |"));
      assertThat(folder.resolve(experiment)).isDirectory();
    }
    assertThat(table).allMatch(line -> line.chars().filter(c -> c == '|').count() == 8);
    assertThat(outcome.out()).containsSubsequence(table);
  }
}
