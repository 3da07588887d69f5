package dev.adjoint.examples.experiment;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Every experiment, one after another, and a table of all figures.
///
/// Exit status: 1 if a figure of a full run is outside of its band.
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
  private boolean accepted = true;

  All(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    var lines = new ArrayList<String>();
    lines.add("| experiment | figure | recorded | ours | accepted | seconds | pictures |");
    lines.add("|---|---|---|---|---|---|---|");
    for (Experiment experiment : Experiments.all(out)) {
      lines.addAll(run(experiment));
    }
    Path table = Files.write(output.resolve("experiments.md"), lines);
    out.println();
    lines.forEach(out::println);
    out.println();
    out.println("table " + table);
    return accepted ? 0 : 1;
  }

  private List<String> run(Experiment experiment) throws IOException {
    var line = new CommandLine(experiment);
    String name = line.getCommandName();
    out.println();
    out.println("== " + name);
    var args = new ArrayList<>(List.of("--seed", Long.toString(seed)));
    args.addAll(List.of("--output", output.resolve(name).toString()));
    if (quick) {
      args.add("--quick");
    }
    line.parseArgs(args.toArray(String[]::new));
    Stopwatch watch = Stopwatch.createStarted();
    experiment.setting().prepare();
    Findings findings = experiment.run();
    long seconds = watch.elapsed(TimeUnit.SECONDS);
    experiment.setting().show(findings);
    accepted &= quick || findings.figures().stream().allMatch(Findings.Figure::isAccepted);
    return rows(name, findings, seconds);
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
