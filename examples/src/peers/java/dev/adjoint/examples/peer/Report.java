package dev.adjoint.examples.peer;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What was measured, for people and for programs.
///
/// @param comparisons all of them
record Report(List<Comparison> comparisons) {
  /// {@return for each number of threads a table of times and one of memory, in Markdown}
  String markdown() {
    return comparisons.stream()
        .map(Comparison::threads)
        .distinct()
        .flatMap(threads -> Stream.of(times(threads), memory(threads)))
        .collect(joining("\n"));
  }

  private String times(int threads) {
    return head(threads, "", "ratio") + of(threads).map(Report::row).collect(joining());
  }

  private String memory(int threads) {
    return head(threads, "the most memory of the process, MB", "ratio to the least of the others")
        + of(threads).map(Report::memory).collect(joining());
  }

  private static String head(int threads, String what, String last) {
    var titles = Stream.of(Contender.values()).map(Contender::title).collect(joining(" | "));
    return "| %d thread%s | %s | %s | %s |\n"
            .formatted(threads, threads == 1 ? "" : "s", what, titles, last)
        + "|---|---|%s---|\n".formatted("---|".repeat(Contender.values().length));
  }

  private Stream<Comparison> of(int threads) {
    return comparisons.stream().filter(c -> c.threads() == threads);
  }

  private static String row(Comparison comparison) {
    return row(comparison, Measured::toString, comparison.ratio());
  }

  private static String memory(Comparison comparison) {
    return row(
        comparison,
        measured -> "%.0f".formatted(measured.megabytes()),
        comparison.leastMemory().map(least -> comparison.adjoint().megabytes() / least));
  }

  private static String row(
      Comparison comparison, Function<Measured, String> cell, Optional<Double> ratio) {
    var cells =
        Stream.of(Contender.values())
            .map(contender -> comparison.of(contender).map(cell).orElse("–"))
            .collect(joining(" | "));
    return "| %s | %s | %s | %s |\n"
        .formatted(
            comparison.workload(),
            comparison.workload().title(),
            cells,
            ratio.map(Measured::digits).orElse("–"));
  }

  /// {@return an object of JSON: for each workload Adjoint's time, that of the best other, and the
  /// ratio}
  ///
  /// @param threads how many computed
  String json(int threads) {
    return of(threads)
        .filter(comparison -> comparison.best().isPresent())
        .map(Report::entry)
        .collect(joining(",\n", "{\n", "\n}\n"));
  }

  private static String entry(Comparison comparison) {
    Measured best = comparison.best().orElseThrow();
    return String.format(
        Locale.ROOT,
        "  \"%s\": {\"adjoint_us\": %.3f, \"best_peer\": \"%s\", \"best_peer_us\": %.3f, \"ratio\": %.4f}",
        comparison.workload(),
        comparison.adjoint().micros(),
        best.contender().title(),
        best.micros(),
        comparison.ratio().orElseThrow());
  }
}
