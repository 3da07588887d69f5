package dev.adjoint.examples.benchmark;

import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.examples.workload.Profiled;
import dev.adjoint.examples.workload.Workload;
import java.time.Duration;
import java.util.stream.Stream;

/// Says of each workload where its time goes, loop by loop and product by product.
public final class Profiles {
  /// Long enough for hot loops to get classes of their own.
  private static final Duration TIME = Duration.ofSeconds(5);

  private Profiles() {}

  /// Prints a table for each.
  ///
  /// @param args names such as `W1`; all workloads if there are none
  public static void main(String[] args) {
    Stream<Workload> chosen =
        args.length == 0 ? Stream.of(Workload.values()) : Stream.of(args).map(Workload::valueOf);
    chosen.forEach(workload -> {
      System.out.printf("%s: %s%n", workload, workload.title());
      Profiled task = (Profiled) workload.task(new AdjointFramework());
      System.out.println(task.profile(TIME) + "\n");
    });
  }
}
