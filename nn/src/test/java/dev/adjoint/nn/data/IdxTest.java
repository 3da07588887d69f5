package dev.adjoint.nn.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Ints;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.nn.io.Mutations;
import dev.adjoint.random.Key;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  @TempDir Path folder;

  @Property(tries = 300, seed = "1")
  void everyArrayComesBackPlainAndGzipped(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 9) Integer> axes, @ForAll long seed)
      throws IOException {
    int[] sizes = Ints.toArray(axes);
    byte[] elements = new byte[Shape.of(sizes).count()];
    new Random(seed).nextBytes(elements);
    byte[] file = idx(sizes, elements);
    for (Idx idx : new Idx[] {read("a", file), read("a", gzip(file)), read("a.gz", gzip(file))}) {
      assertThat(idx.shape()).isEqualTo(Shape.of(sizes));
      assertThat(idx.toInts().shape()).isEqualTo(Shape.of(sizes));
      assertThat(idx.toInts().toIntArray())
          .isEqualTo(IntStream.range(0, elements.length).map(i -> elements[i] & 255).toArray());
    }
  }

  @Property(tries = 200, seed = "2")
  void noBeginningOfAFileIsTakenForIt(@ForAll @IntRange(max = 10_000) int at, @ForAll boolean zip)
      throws IOException {
    byte[] elements = new byte[3000];
    new Random(7).nextBytes(elements);
    byte[] file = idx(new int[] {30, 100}, elements);
    byte[] whole = zip ? gzip(file) : file;
    failsToRead("a", Arrays.copyOf(whole, at % whole.length));
  }

  @Test
  void floatsAreTheElementsDividedByTheUnit() throws IOException {
    Idx idx = read("a", idx(new int[] {2, 2}, new byte[] {0, 51, (byte) 128, (byte) 255}));
    assertThat(idx.toFloats(255).toFloatArray()).containsExactly(0, 51 / 255f, 128 / 255f, 1);
    assertThat(idx.toFloats(1).toFloatArray()).containsExactly(0, 51, 128, 255);
    assertThat(idx.toFloats(255).type()).hasToString("f32[2,2]");
    assertThat(idx.toInts().type()).hasToString("i32[2,2]");
    assertThat(idx).hasToString("IDX u8[2,2]");
  }

  @Property(tries = 100, seed = "3")
  void aDataSetOfAFileIsThatOfItsFloats(
      @ForAll @IntRange(max = 9) int rows, @ForAll @IntRange(max = 9) int width, @ForAll long seed)
      throws IOException {
    byte[] elements = new byte[rows * width];
    new Random(seed).nextBytes(elements);
    Idx idx = read("a", idx(new int[] {rows, width}, elements));
    NDArray labels = NDArray.of(IntStream.range(0, rows).toArray());
    Dataset dataset = Dataset.of(idx, 255, labels).shuffled(Key.of(seed));
    Dataset floats = Dataset.of(idx.toFloats(255), labels).shuffled(Key.of(seed));
    assertThat(dataset.inputs()).isEqualTo(floats.inputs());
    assertThat(dataset.labels()).isEqualTo(floats.labels());
    assertThat(dataset).hasToString(floats.toString());
  }

  @Test
  void aDataSetNeedsALabelForEachRow() throws IOException {
    Idx idx = read("a", idx(new int[] {2, 3}, new byte[6]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(idx, 255, NDArray.of(1, 2, 3)))
        .withMessage(
            "data set of inputs f32[2,3] and labels i32[3]: both need the same first axis, one row"
                + " for each example");
  }

  @Test
  void reshapedElementsKeepTheirOrder() throws IOException {
    Idx idx = read("a", idx(new int[] {2, 3}, new byte[] {1, 2, 3, 4, 5, 6}));
    assertThat(idx.reshape(3, 2).toInts()).isEqualTo(idx.toInts().reshape(3, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> idx.reshape(4))
        .withMessage("reshape of IDX u8[2,3] to [4]: 6 elements do not make 4");
  }

  @Test
  void filesAreRead() throws IOException {
    Path file = folder.resolve("a.gz");
    Files.write(file, gzip(idx(new int[] {2}, new byte[] {3, 4})));
    assertThat(Idx.read(file).toInts().toIntArray()).containsExactly(3, 4);
  }

  @Test
  void moreElementsThanTheBufferAreRead() throws IOException {
    byte[] elements = new byte[300_000];
    elements[299_999] = 9;
    int[] ints = read("a.gz", gzip(idx(new int[] {300_000}, elements))).toInts().toIntArray();
    assertThat(ints).hasSize(300_000).endsWith(9);
  }

  @Test
  void aMissingFile() {
    Path file = folder.resolve("missing");
    assertThatThrownBy(() -> Idx.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": no such file");
  }

  @Test
  void aFolder() {
    assertThatThrownBy(() -> Idx.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + ": not a file that can be read");
  }

  @Test
  void aFileNamedGzThatIsNotGzipped() {
    failsToRead("a.gz", "<html>".getBytes(US_ASCII))
        .hasMessage(
            "a.gz: begins with 3c 68, but a file named .gz begins with the gzip bytes 1f 8b");
    failsToRead("a.gz", new byte[0])
        .hasMessage(
            "a.gz: begins with nothing, but a file named .gz begins with the gzip bytes 1f 8b");
  }

  @Test
  void anotherFormat() {
    String rule = ", but an IDX file begins with 00 00, its element type and its rank";
    failsToRead("a", "<html>".getBytes(US_ASCII)).hasMessage("a: begins with 3c 68 74 6d" + rule);
    failsToRead("a", new byte[] {0, 1, 8, 1}).hasMessage("a: begins with 00 01 08 01" + rule);
    failsToRead("a", new byte[] {0, 0, 8}).hasMessage("a: begins with 00 00 08" + rule);
    failsToRead("a", new byte[0]).hasMessage("a: begins with nothing" + rule);
  }

  @Test
  void anotherElementType() {
    failsToRead("a", new byte[] {0, 0, 0x0d, 1})
        .hasMessage("a: has element type 0d, but only 08 (unsigned byte) is read");
  }

  @Test
  void noAxis() {
    failsToRead("a", new byte[] {0, 0, 8, 0})
        .hasMessage("a: has rank 0, but an IDX file has at least one axis");
  }

  @Test
  void tooFewElements() throws IOException {
    byte[] file = idx(new int[] {2, 3}, new byte[5]);
    String message = "a: ends after 5 of the 6 elements that its sizes [2,3] declare";
    failsToRead("a", file).hasMessage(message);
    failsToRead("a", gzip(file)).hasMessage(message);
  }

  @Test
  void tooManyElements() throws IOException {
    byte[] file = idx(new int[] {2, 3}, new byte[7]);
    String message = "a: goes on after the 6 elements that its sizes [2,3] declare";
    failsToRead("a", file).hasMessage(message);
    failsToRead("a", gzip(file)).hasMessage(message);
  }

  @Test
  void sizesThatNoArrayHas() {
    String rule = ", but an array has at most 2147483647 elements";
    failsToRead("a", idx(new int[] {-1}, new byte[9]))
        .hasMessage("a: declares sizes [4294967295]" + rule);
    failsToRead("a", idx(new int[] {60_000, 60_000, 60_000}, new byte[9]))
        .hasMessage("a: declares sizes [60000,60000,60000]" + rule);
    failsToRead("a", idx(new int[] {0, -1}, new byte[0]))
        .hasMessage("a: declares sizes [0,4294967295]" + rule);
  }

  /// Surefire's heap could not hold 2 GiB for each of these.
  @Test
  void aHeaderThatPromisesTooMuchTakesNoMemory() {
    for (int i = 0; i < 100; i++) {
      failsToRead("a", idx(new int[] {Integer.MAX_VALUE}, new byte[9]))
          .hasMessage(
              "a: ends after 9 of the 2147483647 elements that its sizes [2147483647] declare");
    }
  }

  @Test
  void aTruncatedHeader() throws IOException {
    String message = "a: is truncated, it ends before its header or gzip data does";
    failsToRead("a", new byte[] {0, 0, 8, 2, 0, 0, 0, 1, 0}).hasMessage(message);
    byte[] zipped = gzip(idx(new int[] {1}, new byte[1]));
    failsToRead("a", Arrays.copyOf(zipped, 5)).hasMessage(message);
    failsToRead("a", Arrays.copyOf(zipped, zipped.length - 1)).hasMessage(message);
  }

  @Test
  void damagedGzipData() throws IOException {
    byte[] zipped = gzip(idx(new int[] {1}, new byte[1]));
    zipped[zipped.length - 8] ^= 1;
    failsToRead("a", zipped).hasMessage("a: the gzip data is damaged: Corrupt GZIP trailer");
  }

  /// Nothing but an error that names the file, however a file is damaged, and never more elements
  /// than it has bytes, unless it was zipped.
  @Property(tries = 2500, seed = "4")
  void aDamagedFileIsReadOrRefused(@ForAll long seed) throws IOException {
    byte[] elements = new byte[60];
    new Random(seed).nextBytes(elements);
    byte[] plain = idx(new int[] {3, 4, 5}, elements);
    boolean zipped = seed % 2 == 0;
    byte[] mutant = Mutations.of(zipped ? gzip(plain) : plain, seed);
    try {
      int count = read("a", mutant).shape().count();
      assertThat(count).isLessThanOrEqualTo(zipped ? 1032 * mutant.length : mutant.length);
    } catch (IOException e) {
      assertThat(e.getMessage()).startsWith("a: ").doesNotContain("null");
    }
  }

  private static Idx read(String name, byte[] file) throws IOException {
    return Idx.read(name, new ByteArrayInputStream(file));
  }

  private static AbstractThrowableAssert<?, ?> failsToRead(String name, byte[] file) {
    return assertThatThrownBy(() -> read(name, file)).isExactlyInstanceOf(IOException.class);
  }

  private static byte[] idx(int[] sizes, byte[] elements) {
    var file = ByteBuffer.allocate(4 + 4 * sizes.length + elements.length);
    file.put(new byte[] {0, 0, 8, (byte) sizes.length});
    Arrays.stream(sizes).forEach(file::putInt);
    return file.put(elements).array();
  }

  private static byte[] gzip(byte[] file) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(file);
    }
    return bytes.toByteArray();
  }
}
