package dev.adjoint.examples.peer;

import dev.adjoint.examples.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Compares Adjoint with PyTorch (through DJL) and TensorFlow Java, and checks that all compute the
/// same.
///
/// Exit status: 0 when they do, 1 when they do not.
@Command(
    name = "peers",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Compares Adjoint with PyTorch (through DJL) and TensorFlow Java on the same computations.",
      ""
    })
public final class Peers implements Callable<Integer> {
  @Parameters(
      paramLabel = "WORKLOAD",
      description = "What to measure, of ${COMPLETION-CANDIDATES} (all but DEEP).")
  private List<Workload> workloads = Workload.usual();

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "COUNT",
      description = "How many threads compute; the first is what peers.json tells of (2,1).")
  private List<Integer> threads = List.of(2, 1);

  @Option(names = "--quick", description = "Measures a third as long.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where peers.md and peers.json go (${DEFAULT-VALUE}).")
  private Path out = Path.of("examples", "target");

  private Peers() {}

  /// Runs the comparison and ends the program with its exit status.
  ///
  /// @param args the workloads and options
  public static void main(String[] args) {
    System.exit(new CommandLine(new Peers()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createDirectories(out.toAbsolutePath().resolve("peers"));
    var comparisons = new ArrayList<Comparison>();
    for (int count : threads) {
      for (Workload workload : EnumSet.copyOf(workloads)) {
        comparisons.add(compare(workload, count, folder));
      }
    }
    var report = new Report(comparisons);
    Files.writeString(out.resolve("peers.md"), report.markdown());
    Files.writeString(out.resolve("peers.json"), report.json(threads.getFirst()));
    System.out.println();
    System.out.print(report.markdown());
    return comparisons.stream().allMatch(Comparison::isAgreed) ? 0 : 1;
  }

  private Comparison compare(Workload workload, int count, Path folder) throws IOException {
    Pace pace = quick ? Pace.QUICK : Pace.FULL;
    try (var adjoint = new Child(Contender.ADJOINT, workload, count, pace, folder);
        var others = new Others(workload, count, pace, folder)) {
      for (int round = 0; round < pace.rounds(); round++) {
        adjoint.round();
        others.round();
      }
      var comparison = new Comparison(workload, count, adjoint.measured(), others.measured());
      tell(comparison);
      return comparison;
    }
  }

  private static void tell(Comparison comparison) {
    System.out.printf(
        Locale.ROOT,
        "%-4s %d threads: %s, facts differ by %.0e%s%n",
        comparison.workload(),
        comparison.threads(),
        comparison.ratio().map(ratio -> "ratio " + Measured.digits(ratio)).orElse("no other"),
        comparison.difference(),
        comparison.isAgreed() ? "" : ": THEY DO NOT AGREE");
  }
}
