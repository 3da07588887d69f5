package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.examples.show.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir Path folder;

  @Test
  void isMadeWithItsParentsAndStaysEmpty() throws IOException {
    Path deep = folder.resolve("a/b");
    OutputFolder.prepare(deep);
    OutputFolder.prepare(deep);
    assertThat(deep).isEmptyDirectory();
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> OutputFolder.prepare(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": not a folder, so no pictures can be written there");
  }

  @Test
  void aFileCannotHoldAFolder() throws IOException {
    Path inside = Files.createFile(folder.resolve("file")).resolve("inside");
    assertThatThrownBy(() -> OutputFolder.prepare(inside))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(inside + ": no pictures can be written there: ")
        .hasMessageMatching("[^\\n]+");
  }
}
