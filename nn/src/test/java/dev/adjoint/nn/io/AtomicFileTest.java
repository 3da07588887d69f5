package dev.adjoint.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
  @Test
  void isWrittenWholeOrNotAtAll(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.bin");
    AtomicFile.write(file, out -> out.write(new byte[] {1, 2}));
    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() ->
            AtomicFile.write(
                file,
                out -> {
                  out.write(new byte[100_000]);
                  throw new IOException("the disk is full");
                }))
        .withMessage("the disk is full");
    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void misuseIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("none").resolve("a.bin");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFile.write(file, out -> {}))
        .withMessage("%s: there is no directory %s".formatted(file, file.getParent()));
  }
}
