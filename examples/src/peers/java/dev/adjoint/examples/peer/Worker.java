package dev.adjoint.examples.peer;

import dev.adjoint.examples.workload.Task;
import dev.adjoint.examples.workload.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.stream.Collectors;

/// A JVM that makes one computation in one framework, a block of runs for each line that it reads.
/// It says first the computation's facts, and then for each block how long a run took and how much
/// memory the JVM has held at most.
final class Worker {
  /// What begins a line that is meant for the other side: native libraries print too.
  static final String MARK = "# ";

  private static final double NANOS = 1e9;

  private final Task task;
  private final double block;
  private long runs = 1;

  private Worker(Task task, double block) {
    this.task = task;
    this.block = block;
  }

  /// Computes as it is told.
  ///
  /// @param args the contender, the workload, the number of threads, and the seconds that warming
  ///   up and a block take
  public static void main(String[] args) throws IOException {
    Workload workload = Workload.valueOf(args[1]);
    int threads = Integer.parseInt(args[2]);
    Task task = workload.task(Contender.valueOf(args[0]).framework(threads));
    say(workload.facts(task).stream().map(String::valueOf).collect(Collectors.joining(" ")));
    var worker = new Worker(task, Double.parseDouble(args[4]));
    worker.warmUp(Double.parseDouble(args[3]));
    var in = new BufferedReader(new InputStreamReader(System.in, System.out.charset()));
    for (String line = ""; line != null; line = in.readLine()) {
      say(worker.seconds() / worker.runs + " " + PeakMemory.megabytes());
    }
    System.exit(0);
  }

  private static void say(String line) {
    System.out.println(MARK + line);
  }

  /// Runs in blocks of growing length, and finds out how many runs make a block.
  private void warmUp(double seconds) {
    double last = 0;
    for (double spent = 0; spent < seconds; spent += last) {
      last = seconds();
      if (last < block / 4) {
        runs *= 2;
      }
    }
    runs = Math.max(1, Math.round(runs * block / last));
  }

  private double seconds() {
    long start = System.nanoTime();
    for (long k = 0; k < runs; k++) {
      task.run();
    }
    return (System.nanoTime() - start) / NANOS;
  }
}
