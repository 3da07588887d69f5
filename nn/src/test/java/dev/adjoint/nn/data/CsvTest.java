package dev.adjoint.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.adjoint.array.NDArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvTest {
  private static final String IRIS =
      """
      length,"width, cm",species
      5.1,3.5,setosa
      "7.0", 3.2,"versi""color"
      6.3,3.3,"a
      b"
      5.1,NaN,setosa
      """;

  private static Csv read(Path folder, String text) throws IOException {
    return Csv.read(Files.writeString(folder.resolve("x.csv"), text));
  }

  @Test
  void columnsAreNumbersOrClasses(@TempDir Path folder) throws IOException {
    Csv csv = read(folder, IRIS);
    assertThat(csv.columns()).containsExactly("length", "width, cm", "species");
    assertThat(csv)
        .hasToString(
            "table of 4 rows in "
                + folder.resolve("x.csv")
                + ", columns [length, width, cm, species]");
    assertThat(csv.numbers("width, cm", "length"))
        .isEqualTo(NDArray.of(3.5f, 5.1f, 3.2f, 7f, 3.3f, 6.3f, Float.NaN, 5.1f).reshape(4, 2));
    assertThat(csv.names("species")).containsExactly("a\nb", "setosa", "versi\"color");
    assertThat(csv.classes("species")).isEqualTo(NDArray.of(1, 2, 0, 1));
    assertThat(csv.lines()).containsExactly(2L, 3L, 4L, 6L);
    assertThat(read(folder, "\ufeffa\n1\n").columns()).containsExactly("a");
    Path semicolons = Files.writeString(folder.resolve("y.csv"), "a;b\n1;2\n");
    assertThat(Csv.read(semicolons, ';').numbers("b")).isEqualTo(NDArray.of(2f).reshape(1, 1));
  }

  @Test
  void whatIsWrongIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.csv");
    Csv csv = read(folder, IRIS);
    assertWrong(
        file + ": line 2, column species: 'setosa' is no number", () -> csv.numbers("species"));
    assertWrong(
        file + ": has no column 'height'; it has [length, width, cm, species]",
        () -> csv.numbers("height"));
    assertWrong(file + ": is empty; its first line must name the columns", () -> read(folder, ""));
    assertWrong(file + ": has two columns of one name: [a, a]", () -> read(folder, "a,a\n1,2\n"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(folder, "a,b\n1,2\n3\n"))
        .withMessageStartingWith(file + ": ")
        .withMessageContaining("3");
  }

  private static void assertWrong(String message, ThrowingCallable call) {
    assertThatExceptionOfType(IOException.class).isThrownBy(call).withMessage(message);
  }

  /// Damaged files load or are refused in words; nothing else happens, and soon.
  @Property(seed = "1", tries = 2500)
  void aDamagedFileIsReadOrRefused(@ForAll long seed) throws IOException {
    byte[] bytes = IRIS.getBytes(StandardCharsets.UTF_8);
    var random = new Random(seed);
    for (int k = 0; k < 3; k++) {
      bytes[random.nextInt(bytes.length)] =
          random.nextBoolean()
              ? (byte) "\",\n\r;".charAt(random.nextInt(5))
              : (byte) random.nextInt();
    }
    Path file = Files.createTempFile("adjoint", ".csv");
    Files.write(file, bytes);
    try {
      Csv csv = Csv.read(file);
      csv.numbers(csv.columns().getFirst());
    } catch (IOException e) {
      assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("null");
    }
    Files.delete(file);
  }
}
