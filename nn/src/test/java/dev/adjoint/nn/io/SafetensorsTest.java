package dev.adjoint.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.adjoint.array.NDArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsTest {
  private static Path temporary() throws IOException {
    Path file = Files.createTempFile("adjoint", ".safetensors");
    file.toFile().deleteOnExit();
    return file;
  }

  private static Path file(Path folder, String header, int bytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] file =
        ByteBuffer.allocate(8 + text.length + bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text)
            .array();
    return Files.write(folder.resolve("x.safetensors"), file);
  }

  private static String entry(String name, String dtype, String shape, long begin, long end) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
        .formatted(name, dtype, shape, begin, end);
  }

  @Property(seed = "1", tries = 20)
  void everyArrayComesBack(@ForAll long seed) throws IOException {
    Path file = temporary();
    Map<String, NDArray> arrays = Samples.arrays(seed);
    Safetensors.write(arrays, file);
    assertThat(Safetensors.read(file)).containsExactlyInAnyOrderEntriesOf(arrays);
    Files.delete(file);
  }

  @Test
  void aFileIsAsTheFormatSays(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.safetensors");
    Safetensors.write(Map.of("a", NDArray.of(1f, 2f)), file);
    byte[] bytes = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(length % 8).isZero();
    assertThat(new String(bytes, 8, length, StandardCharsets.UTF_8).strip())
        .isEqualTo("{" + entry("a", "F32", "[2]", 0, 8) + "}");
    assertThat(bytes).hasSize(8 + length + 8);
  }

  @Test
  void metadataIsPassedOverAndOtherWidthsAreTakenIn(@TempDir Path folder) throws IOException {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + entry("h", "BF16", "[1]", 0, 2)
            + ","
            + entry("u", "U8", "[2]", 2, 4)
            + "}";
    assertThat(Safetensors.read(file(folder, header, 4)))
        .containsEntry("h", NDArray.of(0f))
        .containsEntry("u", NDArray.of(0, 0));
  }

  @Test
  void hostileFilesAreRefused(@TempDir Path folder) throws IOException {
    String a = entry("a", "F32", "[2]", 0, 8);
    assertWrong(
        "array b begins at byte 4, but the one before ends at 8; gaps and overlaps are not allowed",
        file(folder, "{" + a + "," + entry("b", "F32", "[2]", 4, 12) + "}", 12));
    assertWrong(
        "array b begins at byte 12, but the one before ends at 8; gaps and overlaps are not allowed",
        file(folder, "{" + a + "," + entry("b", "F32", "[1]", 12, 16) + "}", 16));
    assertWrong("its arrays end at byte 8, but there are 12", file(folder, "{" + a + "}", 12));
    assertWrong("its arrays end at byte 8, but there are 4", file(folder, "{" + a + "}", 4));
    assertWrong(
        "has 8 bytes, but [3] of 4 bytes each are 12",
        file(folder, "{" + entry("a", "F32", "[3]", 0, 8) + "}", 8));
    assertWrong("Duplicate field 'a'", file(folder, "{" + a + "," + a + "}", 8));
    assertWrong(
        "holds elements 'F8_E4M3'",
        file(folder, "{" + entry("a", "F8_E4M3", "[8]", 0, 8) + "}", 8));
    assertWrong(
        "wants dtype, shape and two data_offsets", file(folder, "{\"a\":{\"dtype\":\"F32\"}}", 0));
    assertWrong("has a field x", file(folder, "{\"a\":{\"x\":1}}", 0));
    assertWrong(
        "its header has the number -1",
        file(folder, "{" + entry("a", "F32", "[-1]", 0, 0) + "}", 0));
    assertWrong("its header goes on after its JSON", file(folder, "{} {}", 0));
    assertWrong("its header is no JSON", file(folder, "{\"a\":", 0));
    assertWrong(
        "array a has an axis of 99999999999 elements",
        file(folder, "{" + entry("a", "F32", "[99999999999]", 0, 0) + "}", 0));
    byte[] huge =
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE).array();
    assertWrong(
        "says that its header has 9223372036854775807 bytes; it has 8 after that",
        Files.write(folder.resolve("x.safetensors"), huge));
    assertWrong("has 3 bytes", Files.write(folder.resolve("x.safetensors"), new byte[3]));
  }

  private static void assertWrong(String message, Path file) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Safetensors.read(file))
        .withMessageStartingWith(file.toString())
        .withMessageContaining(message);
  }

  /// Damaged files load or are refused in words; nothing else happens, and soon.
  @Property(seed = "1", tries = 2500)
  void aDamagedFileIsReadOrRefused(@ForAll long seed) throws IOException {
    Path file = temporary();
    Safetensors.write(Samples.arrays(seed % 5), file);
    Files.write(file, Mutations.of(Files.readAllBytes(file), seed));
    try {
      Safetensors.read(file);
    } catch (IOException e) {
      assertThat(e.getMessage()).startsWith(file.toString());
    }
    Files.delete(file);
  }
}
