package dev.adjoint.examples.peer;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What was measured, for people and for programs.
///
/// @param comparisons all of them
record Report(List<Comparison> comparisons) {
  /// {@return a table in Markdown for each number of threads}
  String markdown() {
    return comparisons.stream()
        .map(Comparison::threads)
        .distinct()
        .map(this::table)
        .collect(joining("\n"));
  }

  private String table(int threads) {
    var titles = Stream.of(Contender.values()).map(Contender::title).collect(joining(" | "));
    var head =
        "| %d thread%s | | %s | ratio |\n".formatted(threads, threads == 1 ? "" : "s", titles);
    return head
        + "|---|---|%s---|\n".formatted("---|".repeat(Contender.values().length))
        + of(threads).map(Report::row).collect(joining());
  }

  private Stream<Comparison> of(int threads) {
    return comparisons.stream().filter(c -> c.threads() == threads);
  }

  private static String row(Comparison comparison) {
    var times =
        Stream.of(Contender.values())
            .map(contender -> comparison.of(contender).map(Measured::toString).orElse("–"))
            .collect(joining(" | "));
    return "| %s | %s | %s | %s |\n"
        .formatted(
            comparison.workload(),
            comparison.workload().title(),
            times,
            comparison.ratio().map(Measured::digits).orElse("–"));
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
