package dev.adjoint.examples.experiment;

import dev.adjoint.examples.show.OutputFolder;
import dev.adjoint.examples.show.Table;
import dev.adjoint.random.Key;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options that all experiments have.
final class Setting {
  @Spec(Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Seed of everything random (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--quick",
      description = "A small version: all runs, but the figures are not reached.")
  private boolean quick;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Where the pictures go (a folder of its name in target).")
  private Optional<Path> output = Optional.empty();

  private final PrintWriter out;

  Setting(PrintWriter out) {
    this.out = out;
  }

  /// {@return where text goes}
  PrintWriter out() {
    return out;
  }

  /// {@return where everything random comes from}
  Key key() {
    return Key.of(seed);
  }

  /// {@return whether the small version is wanted}
  boolean isQuick() {
    return quick;
  }

  /// {@return a number of steps, epochs or samples: one for the whole, one for the small version}
  int count(int whole, int small) {
    return quick ? small : whole;
  }

  /// {@return the place of a picture}
  Path picture(String file) {
    return folder().resolve(file);
  }

  /// {@return the place of a checkpoint: one for each seed, and for the small version its own}
  Path checkpoint() {
    return folder().resolve("%s-%d.safetensors".formatted(quick ? "quick" : "seed", seed));
  }

  private Path folder() {
    return output.orElseGet(() -> Path.of("target", command.name()));
  }

  /// Makes the folder of the pictures, before anything is computed.
  void prepare() throws IOException {
    OutputFolder.prepare(folder());
  }

  /// Prints the figures beside the recorded ones, and the names of the pictures.
  void show(Findings findings) {
    if (!findings.figures().isEmpty()) {
      int width = findings.figures().stream().mapToInt(f -> f.what().length()).max().orElse(0);
      var table =
          Table.of(
              new Table.Column("figure", "%-" + width + "s", width),
              new Table.Column("recorded", "%s", 10),
              new Table.Column("ours", "%.4g", 10),
              new Table.Column("accepted", "%s", 16));
      out.println();
      out.println(table.header());
      findings.figures().forEach(figure -> out.println(row(table, figure)));
    }
    out.println();
    findings.pictures().forEach(picture -> out.println("picture " + picture));
  }

  private String row(Table table, Findings.Figure figure) {
    String line =
        table.row(figure.what(), figure.recorded(), figure.ours(), quick ? "" : figure.band());
    return quick || figure.isAccepted() ? line : line + "  MISSED";
  }
}
