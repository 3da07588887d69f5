package dev.adjoint.examples.peer;

import dev.adjoint.examples.workload.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// This side of a [Worker]. What its JVM and its native libraries print goes to a file.
final class Child implements AutoCloseable {
  private final Contender contender;
  private final Process process;
  private final BufferedReader in;
  private final Writer out;
  private final Path log;
  private final List<Double> facts;
  private final List<Double> seconds = new ArrayList<>();
  private final List<Double> megabytes = new ArrayList<>();

  /// Starts it; when this returns, it is warm and waits.
  ///
  /// @throws IOException if it ended instead; its last line says why
  Child(Contender contender, Workload workload, int threads, Pace pace, Path folder)
      throws IOException {
    this.contender = contender;
    log = folder.resolve("%s-%s.log".formatted(contender, workload));
    Path unpacked = Files.createDirectories(folder.resolve("native"));
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(flags());
    command.addAll(contender.options(threads, unpacked.toString()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
    command.addAll(List.of(contender.name(), workload.name(), String.valueOf(threads)));
    command.addAll(List.of(String.valueOf(pace.warmUp()), String.valueOf(pace.block())));
    var builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
    process = builder.start();
    in = process.inputReader();
    out = process.outputWriter();
    facts = Stream.of(answer().split(" ")).map(Double::valueOf).toList();
    answer();
  }

  /// This JVM was started with the flags that all are given.
  private static List<String> flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  private String answer() throws IOException {
    String line = in.readLine();
    while (line != null && !line.startsWith(Worker.MARK)) {
      line = in.readLine();
    }
    if (line == null) {
      throw new IOException("it ended; see " + log);
    }
    return line.substring(Worker.MARK.length());
  }

  /// Makes a block of runs.
  void round() throws IOException {
    out.write("\n");
    out.flush();
    String[] answer = answer().split(" ", 2);
    seconds.add(Double.valueOf(answer[0]));
    megabytes.add(Double.valueOf(answer[1]));
  }

  /// {@return what came of the rounds}
  Measured measured() {
    return new Measured(contender, facts, seconds, megabytes.getLast());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
