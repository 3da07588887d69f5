package dev.adjoint.examples.experiment;

import java.io.IOException;
import java.util.concurrent.Callable;

/// A command that computes something that was published, and shows both side by side.
///
/// ```java
/// @Command(name = "dropout", description = {"Trains with and without dropout.", ""})
/// final class DropoutExperiment implements Experiment {
///   @Mixin private final Setting setting;
///   …
/// }
/// ```
interface Experiment extends Callable<Integer> {
  /// {@return how it is to be run}
  Setting setting();

  /// Runs it: prints what a reader wants to see on the way, and writes the pictures.
  ///
  /// @return the figures and pictures
  /// @throws IOException if a picture cannot be written
  Findings run() throws IOException;

  /// Runs it from the command line.
  ///
  /// @return the exit status: 1 if a figure of a full run is outside of its band
  @Override
  default Integer call() throws IOException {
    setting().prepare();
    Findings findings = run();
    setting().show(findings);
    return setting().isQuick() || findings.areAccepted() ? 0 : 1;
  }
}
