package dev.adjoint.examples.experiment;

import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.train.Checkpoint;
import dev.adjoint.nn.train.Fit;
import dev.adjoint.nn.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Trainings that go on from the checkpoint that they find, and say it in one line if it is none.
final class Resumed {
  private Resumed() {}

  /// {@return a training after its last epoch, each of which was shown and kept in a checkpoint}
  ///
  /// @param setting where the checkpoint is
  /// @param trainer the training
  /// @param train what to learn from
  /// @param epochs the number of the last epoch
  /// @throws IOException if the checkpoint cannot be read or written, or is that of another net
  static Fit<Sequential> fit(
      Setting setting, Trainer<Sequential> trainer, Dataset train, int epochs) throws IOException {
    try {
      return trainer.checkpoints(setting.checkpoint()).showing(setting.out()).fit(train, epochs);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// {@return the net of a checkpoint}
  ///
  /// @param file the checkpoint
  /// @param form a net of its form
  /// @throws IOException if it cannot be read, or is that of another net
  static Sequential net(Path file, Sequential form) throws IOException {
    try {
      return Checkpoint.model(file, form);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
