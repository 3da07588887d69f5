package dev.adjoint.examples.experiment;

import com.google.common.base.Stopwatch;
import dev.adjoint.examples.show.OutputFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Every experiment, one after another, and a table of all figures. One that fails has a row that
/// says so, and the others go on.
///
/// Exit status: 1 if one fails, or if a figure of a full run is outside of its band.
@Command(
    name = "all",
    sortOptions = false,
    description = {
      "Runs every experiment and writes one table of all figures.",
      "",
      "In full it takes hours, in the small version (--quick) about a minute.",
      ""
    })
final class All implements Callable<Integer> {
  @Option(names = "--quick", description = "The small version of each.")
  private boolean quick;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Seed of everything random (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Where the pictures go, a folder for each (${DEFAULT-VALUE}).")
  private Path output = Path.of("target", "experiments");

  private final PrintWriter out;
  private final List<Experiment> experiments;

  All(PrintWriter out, List<Experiment> experiments) {
    this.out = out;
    this.experiments = List.copyOf(experiments);
  }

  @Override
  public Integer call() throws IOException {
    OutputFolder.prepare(output);
    Path table = output.resolve("experiments.md");
    Files.write(
        table,
        List.of(
            "| experiment | figure | recorded | ours | accepted | seconds | pictures |",
            "|---|---|---|---|---|---|---|"));
    boolean accepted = true;
    for (Experiment experiment : experiments) {
      accepted &= run(experiment, table);
    }
    out.println();
    Files.readAllLines(table).forEach(out::println);
    out.println();
    out.println("table " + table);
    return accepted ? 0 : 1;
  }

  /// Runs one and writes its rows, so that what hours have found outlives what comes after.
  private boolean run(Experiment experiment, Path table) throws IOException {
    var line = new CommandLine(experiment);
    String name = line.getCommandName();
    out.println();
    out.println("== " + name);
    line.parseArgs(arguments(name));
    Stopwatch watch = Stopwatch.createStarted();
    try {
      experiment.setting().prepare();
      Findings findings = experiment.run();
      long seconds = watch.elapsed(TimeUnit.SECONDS);
      experiment.setting().show(findings);
      append(table, rows(name, findings, seconds));
      return quick || findings.areAccepted();
    } catch (IOException | RuntimeException e) {
      e.printStackTrace(out);
      long seconds = watch.elapsed(TimeUnit.SECONDS);
      String why = e.toString().replaceAll("[\\s|]+", " ");
      append(table, List.of("| %s | FAILED: %s | | | | %d | |".formatted(name, why, seconds)));
      return false;
    }
  }

  private static void append(Path table, List<String> rows) throws IOException {
    Files.write(table, rows, StandardOpenOption.APPEND);
  }

  private String[] arguments(String name) {
    var args = new ArrayList<>(List.of("--seed", Long.toString(seed)));
    args.addAll(List.of("--output", output.resolve(name).toString()));
    if (quick) {
      args.add("--quick");
    }
    return args.toArray(String[]::new);
  }

  private List<String> rows(String name, Findings findings, long seconds) {
    String pictures =
        String.join(
            " ", findings.pictures().stream().map(p -> p.getFileName().toString()).toList());
    if (findings.figures().isEmpty()) {
      return List.of("| %s | | | | | %d | %s |".formatted(name, seconds, pictures));
    }
    var rows = new ArrayList<String>();
    for (Findings.Figure figure : findings.figures()) {
      boolean first = rows.isEmpty();
      rows.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %.4g | %s | %s | %s |",
              first ? name : "",
              figure.what(),
              figure.recorded(),
              figure.ours(),
              quick ? "" : figure.isAccepted() ? figure.band() : figure.band() + " MISSED",
              first ? Long.toString(seconds) : "",
              first ? pictures : ""));
    }
    return rows;
  }
}
