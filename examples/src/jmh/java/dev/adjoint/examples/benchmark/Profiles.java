package dev.adjoint.examples.benchmark;

import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.examples.workload.Profiled;
import dev.adjoint.examples.workload.Workload;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Says of workloads where their time goes, loop by loop and product by product.
@Command(
    name = "profiles",
    mixinStandardHelpOptions = true,
    description = "Says where the time of a workload goes.")
public final class Profiles implements Runnable {
  /// Long enough for hot loops to get classes of their own.
  private static final Duration TIME = Duration.ofSeconds(5);

  @Parameters(paramLabel = "WORKLOAD", description = "Of ${COMPLETION-CANDIDATES} (all).")
  private List<Workload> workloads = List.of(Workload.values());

  private Profiles() {}

  /// Prints a table for each workload.
  ///
  /// @param args the workloads
  public static void main(String[] args) {
    System.exit(new CommandLine(new Profiles()).execute(args));
  }

  @Override
  public void run() {
    for (Workload workload : workloads) {
      System.out.printf("%s: %s%n", workload, workload.title());
      Profiled task = (Profiled) workload.task(new AdjointFramework());
      System.out.println(task.profile(TIME) + "\n");
    }
  }
}
