package dev.adjoint.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.adjoint.array.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NpzTest {
  private static Path file() throws IOException {
    Path file = Files.createTempFile("adjoint", ".npz");
    file.toFile().deleteOnExit();
    return file;
  }

  @Property(seed = "1", tries = 20)
  void everyArrayComesBack(@ForAll long seed) throws IOException {
    Path file = file();
    Map<String, NDArray> arrays = Samples.arrays(seed);
    Npz.write(arrays, file);
    assertThat(Npz.read(file)).containsExactlyEntriesOf(arrays);
    Npz.write(Map.of(), file);
    assertThat(Npz.read(file)).isEmpty();
    Files.delete(file);
  }

  @Test
  void whatIsWrongIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.npz");
    Files.write(file, new byte[] {1, 2, 3});
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Npz.read(file))
        .withMessage(file + ": is no zip archive, as .npz files are");
  }

  /// Damaged files load or are refused in words; nothing else happens, and soon.
  @Property(seed = "1", tries = 2500)
  void aDamagedFileIsReadOrRefused(@ForAll long seed) throws IOException {
    Path file = file();
    Npz.write(Samples.arrays(seed % 5), file);
    byte[] mutant = Mutations.of(Files.readAllBytes(file), seed);
    Files.write(file, mutant);
    try {
      Npz.read(file);
    } catch (IOException e) {
      assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("null");
    }
    Files.delete(file);
  }
}
