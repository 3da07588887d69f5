package dev.adjoint.examples.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// Where time goes: a hundred times a second the stacks of the threads that are at work, by the
/// JDK's own flight recorder.
final class Samples {
  private Optional<Recording> recording = Optional.empty();

  /// Begins anew.
  void begin() {
    recording.ifPresent(Recording::close);
    var next = new Recording();
    next.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
    next.start();
    recording = Optional.of(next);
  }

  /// {@return the shares of products and convolutions in all samples since the beginning}
  String end() {
    try {
      Path file = Files.createTempFile("samples", ".jfr");
      recording.orElseThrow().dump(file);
      recording.orElseThrow().close();
      recording = Optional.empty();
      List<RecordedEvent> events = RecordingFile.readAllEvents(file);
      Files.delete(file);
      return String.format(
          Locale.ROOT,
          "%.0f %% matrix products, %.0f %% convolutions, of %d samples",
          share(events, "Gemm|Product|Tiles"),
          share(events, "Convol"),
          events.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// In percent. A convolution that is put down to products counts as a convolution.
  private static double share(List<RecordedEvent> events, String names) {
    long hits = events.stream().filter(event -> kind(event).matches(".*(" + names + ").*")).count();
    return 100.0 * hits / Math.max(1, events.size());
  }

  /// {@return the class of the outermost frame that says what is computed}
  private static String kind(RecordedEvent event) {
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    return frames.stream()
        .map(frame -> frame.getMethod().getType().getName())
        .filter(name -> name.matches(".*dev\\.adjoint\\..*(Gemm|Product|Tiles|Convol).*"))
        .reduce((inner, outer) -> outer)
        .orElse("");
  }
}
