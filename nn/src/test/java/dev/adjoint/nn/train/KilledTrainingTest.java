package dev.adjoint.nn.train;

import static dev.adjoint.nn.train.TrainerTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Dropout;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Momentum;
import dev.adjoint.op.Relu;
import dev.adjoint.random.Key;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A training in a process of its own that is killed (signal 9) again and again: what it has
/// written always loads, and it ends as if nobody had touched it. `-Dadjoint.kills=50` kills more
/// often.
final class KilledTrainingTest {
  private static final int KILLS = Integer.getInteger("adjoint.kills", 3);
  private static final int EPOCHS = 1000;

  @TempDir private Path folder;

  /// Of some megabytes, so that most of the time goes into writing.
  private static Training<Sequential> start() {
    List<Key> keys = Key.of(1).split(2);
    Sequential model =
        Sequential.of(
            Affine.he(3, 50_000, keys.get(0)),
            Relu::of,
            new Dropout(0.2),
            Affine.he(50_000, 2, keys.get(1)));
    return Training.start(model, SoftmaxWithLoss::of, new Momentum(0.001), Key.of(5));
  }

  private static Fit<Sequential> run(Path file, int epochs) {
    Dataset data = TrainerTest.data(8, 1);
    return Trainer.of(start(), Order.shuffled(4, Key.of(2))).checkpoints(file).fit(data, epochs);
  }

  public static void main(String[] args) {
    System.out.println("begins");
    run(Path.of(args[0]), Integer.parseInt(args[1]));
  }

  private Process started(Path file) throws IOException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // The same modules as here: with vectors sums are made in another order than without.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(KilledTrainingTest.class.getName(), file.toString(), Integer.toString(EPOCHS)));
    Path errors = folder.resolve("errors.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    assertThat(process.inputReader().readLine()).as("%s", errors).isEqualTo("begins");
    return process;
  }

  @Test
  @Timeout(600)
  void theLastCheckpointLoadsAndTheEndIsTheSame() throws IOException, InterruptedException {
    Path file = folder.resolve("killed.safetensors");
    var random = new Random(1);
    int inTheMiddle = 0;
    int epochs = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = started(file);
      waitForMore(file, epochs);
      waitForPart();
      Thread.sleep(0, random.nextInt(999_999));
      process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      inTheMiddle += unfinished();
      int now = Checkpoint.read(file, start()).history().size();
      assertThat(now).isGreaterThan(epochs);
      epochs = now;
    }
    System.out.printf(
        "%d kills, %d of them while a file was written; epoch %d reached%n",
        KILLS, inTheMiddle, epochs);
    Fit<Sequential> whole = run(folder.resolve("whole.safetensors"), epochs + 5);
    assertSame(run(file, epochs + 5), whole);
  }

  /// Until the process has begun to write: a new file is in its place.
  private static void waitForMore(Path file, int epochs) throws IOException, InterruptedException {
    Object before = epochs == 0 ? "" : Files.readAttributes(file, "fileKey").get("fileKey");
    for (int i = 0; i < 6000; i++) {
      if (Files.exists(file)
          && !Objects.equals(Files.readAttributes(file, "fileKey").get("fileKey"), before)) {
        return;
      }
      Thread.sleep(10);
    }
    throw new IllegalStateException("no checkpoint within a minute");
  }

  /// Until it is about to write the next one.
  private void waitForPart() throws IOException {
    for (boolean found = false; !found; ) {
      Thread.onSpinWait();
      try (var files = Files.newDirectoryStream(folder, "*.part")) {
        found = files.iterator().hasNext();
      }
    }
  }

  /// {@return the number of files that were never moved to their place; they are taken away}
  private int unfinished() throws IOException {
    try (var files = Files.newDirectoryStream(folder, "*.part")) {
      int count = 0;
      for (Path part : files) {
        Files.delete(part);
        count++;
      }
      return count;
    }
  }
}
