package dev.adjoint.examples;

import dev.adjoint.examples.calculus.Check;
import dev.adjoint.examples.calculus.Race;
import dev.adjoint.examples.calculus.Studies;
import dev.adjoint.examples.calculus.Study;
import dev.adjoint.examples.option.Finite;
import dev.adjoint.examples.show.Table;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Programs that differentiate more than networks: each is checked against numbers found in another
/// way, and timed against the function that it differentiates.
///
/// Exit status: 1 if a check fails.
@Command(
    name = "calculus",
    sortOptions = false,
    description = {
      "Differentiates equations, loops, searches and sums.",
      "",
      "Each program is checked against numbers found in another way. Its derivative is",
      "timed against its function: the shortest of many runs, one after one of the other.",
      ""
    })
final class Calculus implements Callable<Integer> {
  private static final int WIDTH = 56;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only programs with this in their title, in any case.")
  private String only = "";

  @Option(
      names = "--seconds",
      paramLabel = "TIME",
      converter = Finite.class,
      description = "How long to time each derivative (${DEFAULT-VALUE}); 0 to leave it out.")
  private double seconds = 2;

  private final PrintWriter out;

  Calculus(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    var table =
        Table.of(
            new Table.Column(title("program"), "%s", WIDTH),
            new Table.Column("value", "%.9g", 13),
            new Table.Column("error", "%.1e", 8),
            new Table.Column("function", "%s", 10),
            new Table.Column("derivative", "%s", 10),
            new Table.Column("ratio", "%.2f", 6));
    out.println(table.header());
    boolean passed = true;
    for (Study study : chosen()) {
      out.println(study.title());
      passed &= check(table, study.checks());
      if (seconds > 0) {
        study.races().forEach(race -> time(table, race));
      }
    }
    return passed ? 0 : 1;
  }

  private List<Study> chosen() {
    String wanted = only.toLowerCase(Locale.ROOT);
    return Studies.all().stream()
        .filter(study -> study.title().toLowerCase(Locale.ROOT).contains(wanted))
        .toList();
  }

  private boolean check(Table table, List<Check> checks) {
    for (Check check : checks) {
      String line = table.row(title("  " + check.what()), check.value(), check.error());
      out.println(check.isPassed() ? line : line + "  more than " + check.tolerance());
    }
    return checks.stream().allMatch(Check::isPassed);
  }

  private void time(Table table, Race race) {
    Duration time = Duration.ofNanos((long) (seconds * 1e9));
    Race.Times times = race.run(time, time);
    out.println(
        table.row(
            title("  " + race.what()),
            "",
            "",
            text(times.function()),
            text(times.derivative()),
            times.ratio()));
  }

  private static String title(String text) {
    return String.format("%-" + WIDTH + "s", text);
  }

  private static String text(long nanos) {
    return nanos < 10_000_000
        ? String.format(Locale.ROOT, "%.1f us", nanos / 1e3)
        : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }
}
