package dev.adjoint.mutation;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.adjoint.mutation.Verdict.Kind;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// A JVM that runs a [Worker]; a new one after a mutant that does not end, and for a mutant that
/// cannot be exchanged in a running JVM, as a lambda is gone from it, or with which the JVM ended:
/// HotSpot's table of methods does not always survive that methods are deleted.
final class Fork implements AutoCloseable {
  private static final int SECONDS = 180;

  private final Path agent;
  private Process process;
  private DataOutputStream out;
  private DataInputStream in;

  Fork() throws IOException {
    agent = agent();
    start(List.of());
  }

  /// A jar of a manifest alone: the class that it names is on the class path.
  private static Path agent() throws IOException {
    var manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", Worker.class.getName());
    attributes.putValue("Can-Redefine-Classes", "true");
    var path = Files.createTempFile("mutation", ".jar");
    path.toFile().deleteOnExit();
    new JarOutputStream(Files.newOutputStream(path), manifest).close();
    return path;
  }

  private void start(List<Path> patches) throws IOException {
    process = new ProcessBuilder(command(patches)).redirectError(Redirect.DISCARD).start();
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    in = new DataInputStream(process.getInputStream());
  }

  /// This JVM's own flags, and: lambdas may go from a class when it is exchanged; nothing but
  /// answers on the standard output.
  private List<String> command(List<Path> patches) {
    var places = new ArrayList<>(patches.stream().map(Path::toString).toList());
    places.add(System.getProperty("java.class.path"));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+AllowRedefinitionToAddDeleteMethods",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:+SuppressFatalErrorMessage",
            "-XX:TieredStopAtLevel=1",
            "-javaagent:" + agent,
            "-classpath",
            String.join(File.pathSeparator, places),
            Worker.class.getName()));
    return command;
  }

  /// {@return what the tests say when the classes are as given}
  ///
  /// @param classes the classes that differ from the real ones
  /// @param tests the names of the test classes
  Verdict judge(Map<String, byte[]> classes, List<String> tests) {
    var verdict = exchange(classes, tests);
    return switch (verdict.kind()) {
      case REFUSED, NOT_RUN -> afresh(classes, tests);
      default -> verdict;
    };
  }

  /// In a JVM that finds the broken classes before the real ones.
  private Verdict afresh(Map<String, byte[]> classes, List<String> tests) {
    try {
      var patch = Files.createTempDirectory("mutant");
      for (var entry : classes.entrySet()) {
        var file = patch.resolve(entry.getKey().replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, entry.getValue());
      }
      restart(List.of(patch));
      var verdict = exchange(Map.of(), tests);
      restart(List.of());
      MoreFiles.deleteRecursively(patch, RecursiveDeleteOption.ALLOW_INSECURE);
      return verdict;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Verdict exchange(Map<String, byte[]> classes, List<String> tests) {
    try {
      var answer =
          CompletableFuture.supplyAsync(() -> {
            try {
              send(classes, tests);
              return new Verdict(Kind.valueOf(in.readUTF()), in.readUTF());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      restart(List.of());
      return new Verdict(Kind.TIMED_OUT, SECONDS + " s");
    } catch (ExecutionException e) {
      restart(List.of());
      return new Verdict(Kind.NOT_RUN, "the JVM ended: " + e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(Map<String, byte[]> classes, List<String> tests) throws IOException {
    out.writeInt(classes.size());
    for (var entry : classes.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().length);
      out.write(entry.getValue());
    }
    out.writeInt(tests.size());
    for (String test : tests) {
      out.writeUTF(test);
    }
    out.flush();
  }

  private void restart(List<Path> patches) {
    process.destroyForcibly();
    try {
      start(patches);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
