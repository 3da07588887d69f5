package dev.adjoint.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NpyTest {
  private static byte[] written(NDArray array) throws IOException {
    var out = new ByteArrayOutputStream();
    Npy.write(array, out);
    return out.toByteArray();
  }

  private static NDArray read(byte[] bytes) throws IOException {
    return Npy.read("x.npy", new ByteArrayInputStream(bytes));
  }

  /// A file as NumPy writes it.
  private static byte[] file(int version, String dict, byte... data) {
    byte[] text = (dict + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + (version == 1 ? 2 : 4) + text.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    return file.put(text).put(data).array();
  }

  private static String dict(String descr, String shape) {
    return "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(descr, shape);
  }

  @Property(seed = "1", tries = 50)
  void everyArrayComesBack(@ForAll long seed) throws IOException {
    for (NDArray array : Samples.arrays(seed).values()) {
      NDArray back = read(written(array));
      assertThat(back.type()).isEqualTo(array.type());
      assertThat(back).isEqualTo(array);
    }
  }

  @Test
  void aFileIsAsNumPyWritesIt(@TempDir Path folder) throws IOException {
    NDArray array = NDArray.of(1f, 2f, 3f, 4f, 5f, 6f).reshape(2, 3);
    byte[] bytes = written(array);
    assertThat(bytes).hasSize(128 + 24);
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), } ")
        .endsWith(" \n");
    assertThat(new String(written(NDArray.of(1.0)), 10, 60, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }");
    Npy.write(array, folder.resolve("a.npy"));
    assertThat(Npy.read(folder.resolve("a.npy"))).isEqualTo(array);
  }

  @Test
  void otherWidthsAndOrdersAreTakenIn() throws IOException {
    assertThat(read(file(1, dict("|u1", "(3,)"), (byte) 1, (byte) 0xff, (byte) 0)))
        .isEqualTo(NDArray.of(1, 255, 0));
    assertThat(read(file(2, dict(">i2", "(2,)"), (byte) 1, (byte) 2, (byte) 0xff, (byte) 0xff)))
        .isEqualTo(NDArray.of(258, -1));
    assertThat(read(file(3, dict("<f2", "(2,)"), (byte) 0, (byte) 0x3c, (byte) 0, (byte) 0xc0)))
        .isEqualTo(NDArray.of(1f, -2f));
    assertThat(
            read(
                file(
                    1,
                    dict("<i8", "()"),
                    (byte) 5,
                    (byte) 0,
                    (byte) 0,
                    (byte) 0,
                    (byte) 0,
                    (byte) 0,
                    (byte) 0,
                    (byte) 0)))
        .isEqualTo(NDArray.of(5).reshape());
    assertThat(
            read(
                file(
                    1,
                    "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }",
                    (byte) 1,
                    (byte) 4,
                    (byte) 2,
                    (byte) 5,
                    (byte) 3,
                    (byte) 6)))
        .isEqualTo(NDArray.of(1, 2, 3, 4, 5, 6).reshape(2, 3));
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    assertWrong("x.npy: does not begin as a .npy file does, with 93 and NUMPY", new byte[3]);
    assertWrong(
        "x.npy: is of version 9 of the format; 1, 2 and 3 are read",
        file(9, dict("<f4", "(1,)"), new byte[4]));
    assertWrong(
        "x.npy: holds 3 bytes of numbers, but its header says [1] of '<f4', which are 4",
        file(1, dict("<f4", "(1,)"), new byte[3]));
    assertWrong(
        "x.npy: holds more bytes of numbers, but its header says [1] of '<f4', which are 4",
        file(1, dict("<f4", "(1,)"), new byte[5]));
    assertWrong(
        "x.npy: holds elements '<c8'; floats f2 f4 f8, integers i1 to i8 and u1 to u8, and b1 are read",
        file(1, dict("<c8", "(1,)"), new byte[8]));
    assertWrong(
        "x.npy: holds the boolean 2, which is neither 0 nor 1",
        file(1, dict("|b1", "(1,)"), (byte) 2));
    assertWrong(
        "x.npy: holds the integer 4294967295, which i32 cannot",
        file(1, dict("<u4", "(1,)"), (byte) -1, (byte) -1, (byte) -1, (byte) -1));
    assertWrong("x.npy: ends inside of its header", java.util.Arrays.copyOf(file(1, "{}"), 11));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(file(1, "{'descr': '<f4'}")))
        .withMessageStartingWith("x.npy: its header has no fortran_order, True or False: ");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(file(1, dict("<f4", "(99999, 99999)"))))
        .withMessageStartingWith("x.npy: has the sizes [99999, 99999]: ");
  }

  private static void assertWrong(String message, byte[] file) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(file)).withMessage(message);
  }

  /// Damaged files load or are refused in words; nothing else happens, and soon.
  @Property(seed = "1", tries = 2500)
  void aDamagedFileIsReadOrRefused(@ForAll long seed) throws IOException {
    NDArray[] arrays = Samples.arrays(seed % 5).values().toArray(NDArray[]::new);
    byte[] mutant = Mutations.of(written(arrays[Math.floorMod(seed, arrays.length)]), seed);
    try {
      assertThat(read(mutant).count()).isLessThanOrEqualTo(mutant.length);
    } catch (IOException e) {
      assertThat(e.getMessage()).startsWith("x.npy: ").doesNotContain("null");
    }
  }

  @Test
  void memoryIsTakenAsBytesCome() {
    byte[] huge = file(1, dict("<f4", "(500000000,)"), new byte[16]);
    assertThat(TensorType.f32(500_000_000).count()).isEqualTo(500_000_000);
    assertWrong(
        "x.npy: holds 16 bytes of numbers, but its header says [500000000] of '<f4', which are 2,000,000,000",
        huge);
  }
}
