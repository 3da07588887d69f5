package dev.adjoint.examples.show;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder for pictures.
public final class OutputFolder {
  private OutputFolder() {}

  /// Makes a folder where there is none, and writes a file for a trial: better to fail now than
  /// after the training.
  ///
  /// @param folder the folder
  /// @throws IOException if files cannot be written there
  public static void prepare(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(folder + ": not a folder, so no pictures can be written there");
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "trial", ".png"));
    } catch (IOException e) {
      throw new IOException(folder + ": no pictures can be written there: " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> e.getClass().getSimpleName() + ": " + e.getMessage();
    };
  }
}
