package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MistakesTest {
  @Test
  void eachMistakeIsAnsweredWithALineOfTheSource() {
    for (Mistake mistake : Mistakes.all()) {
      String message = mistake.message();
      assertThat(message).as(mistake.title()).contains("Mistakes.java:");
      assertThat(Mistake.quoted(message)).as(mistake.title()).isNotEmpty();
    }
  }

  @Test
  void theTourShowsTheLineOfCodeAndTheMessage() {
    assertThat(Outcome.of("mistakes").out())
        .containsSubsequence(
            "1. Matrices that do not fit",
            "  matmul of f32[100,784] and f32[10,784]: inner sizes 784 and 10 differ")
        .anyMatch(line -> line.contains("| new Mistake(\"Matrices that do not fit\""));
  }
}
