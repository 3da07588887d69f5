package dev.adjoint.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
  void whoMayReadItStays(@TempDir Path folder) throws IOException {
    assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix")).isTrue();
    Path file = folder.resolve("a.bin");
    AtomicFile.write(file, out -> out.write(1));
    Path plain = Files.write(folder.resolve("b.bin"), new byte[1]);
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
    for (String mode : List.of("rw-rw-r--", "r--------")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      AtomicFile.write(file, out -> out.write(2));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo(mode);
    }
    assertThat(file).hasBinaryContent(new byte[] {2});
  }

  @Test
  void misuseIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("none").resolve("a.bin");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFile.write(file, out -> {}))
        .withMessage("%s: there is no directory %s".formatted(file, file.getParent()));
  }
}
