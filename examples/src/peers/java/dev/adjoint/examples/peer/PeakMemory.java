package dev.adjoint.examples.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The most memory that this process has held at once, heap, native libraries and all.
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String KEY = "VmHWM:";
  private static final double KIB_PER_MB = 1e6 / 1024;

  private PeakMemory() {}

  /// {@return it in megabytes, as Linux counts it; NaN elsewhere}
  static double megabytes() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return Double.NaN;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(KEY))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB_PER_MB)
        .findFirst()
        .orElse(Double.NaN);
  }
}
