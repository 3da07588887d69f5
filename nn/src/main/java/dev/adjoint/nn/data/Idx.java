package dev.adjoint.nn.data;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// An IDX file of unsigned bytes, the format in which MNIST and its relatives come.
///
/// ```java
/// NDArray images = Idx.read(Path.of("train-images-idx3-ubyte.gz")).toFloats(255);
/// NDArray labels = Idx.read(Path.of("train-labels-idx1-ubyte.gz")).toInts();
/// ```
///
/// Layout, big-endian: the bytes 0, 0, 8 (unsigned byte), the rank, the size of each axis in four
/// bytes, then the elements in row-major order. The file may be compressed with gzip; that is seen
/// from its first bytes.
///
/// Errors: an [IOException] whose message is one line with the file, what was found and what was
/// expected. Memory is taken as elements arrive, at most sixteen times theirs, never on the word of
/// a header.
///
/// Source: Yann LeCun, Corinna Cortes, Christopher J. C. Burges, *The MNIST database of handwritten
/// digits*, section "File formats".
public final class Idx {
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int BUFFER = 1 << 16;
  private static final int GROWTH = 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final Shape shape;
  private final byte[] elements;

  private Idx(Shape shape, byte[] elements) {
    this.shape = shape;
    this.elements = elements;
  }

  /// {@return bytes that did not come from an IDX file}
  static Idx of(Shape shape, byte[] elements) {
    return new Idx(shape, elements);
  }

  /// {@return the contents of a file}
  ///
  /// @param file a plain or gzipped IDX file
  /// @throws IOException if it cannot be read or is no IDX file of unsigned bytes
  public static Idx read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(file + ": no such file");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException(file + ": not a file that can be read");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in);
    }
  }

  /// {@return the contents of a stream}
  ///
  /// @param name what to call it in messages; when it ends in `.gz` the stream must be gzipped
  /// @param in a plain or gzipped IDX file from its first byte; read to its end, not closed
  /// @throws IOException if it cannot be read or is no IDX file of unsigned bytes
  public static Idx read(String name, InputStream in) throws IOException {
    try {
      return parse(name, new DataInputStream(unzipped(name, new BufferedInputStream(in, BUFFER))));
    } catch (ZipException e) {
      throw new IOException(name + ": the gzip data is damaged: " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new IOException(
          name + ": is truncated, it ends before its header or gzip data does", e);
    }
  }

  private static InputStream unzipped(String name, InputStream in) throws IOException {
    in.mark(GZIP.length);
    byte[] first = in.readNBytes(GZIP.length);
    in.reset();
    if (Arrays.equals(first, GZIP)) {
      return new GZIPInputStream(in, BUFFER);
    }
    if (name.endsWith(".gz")) {
      throw new IOException(
          "%s: begins with %s, but a file named .gz begins with the gzip bytes %s"
              .formatted(name, hex(first), hex(GZIP)));
    }
    return in;
  }

  private static Idx parse(String name, DataInputStream in) throws IOException {
    Shape shape = header(name, in);
    byte[] elements = elements(in, shape.count());
    if (elements.length < shape.count()) {
      throw new IOException(
          "%s: ends after %d of the %d elements that its sizes %s declare"
              .formatted(name, elements.length, shape.count(), shape));
    }
    if (in.read() >= 0) {
      throw new IOException(
          "%s: goes on after the %d elements that its sizes %s declare"
              .formatted(name, shape.count(), shape));
    }
    return new Idx(shape, elements);
  }

  private static Shape header(String name, DataInputStream in) throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
      throw new IOException(
          "%s: begins with %s, but an IDX file begins with 00 00, its element type and its rank"
              .formatted(name, hex(magic)));
    }
    if (magic[2] != UNSIGNED_BYTE) {
      throw new IOException(
          "%s: has element type %s, but only 08 (unsigned byte) is read"
              .formatted(name, hex(new byte[] {magic[2]})));
    }
    return sizes(name, in, Byte.toUnsignedInt(magic[3]));
  }

  private static Shape sizes(String name, DataInputStream in, int rank) throws IOException {
    if (rank == 0) {
      throw new IOException(name + ": has rank 0, but an IDX file has at least one axis");
    }
    long[] sizes = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = Integer.toUnsignedLong(in.readInt());
    }
    return shape(name, sizes);
  }

  private static Shape shape(String name, long[] sizes) throws IOException {
    double count = LongStream.of(sizes).asDoubleStream().reduce(1, (a, b) -> a * b);
    if (count > Integer.MAX_VALUE || LongStream.of(sizes).anyMatch(n -> n > Integer.MAX_VALUE)) {
      throw new IOException(
          "%s: declares sizes %s, but an array has at most 2147483647 elements"
              .formatted(name, Arrays.toString(sizes).replace(" ", "")));
    }
    return Shape.of(LongStream.of(sizes).mapToInt(Math::toIntExact).toArray());
  }

  private static byte[] elements(InputStream in, int count) throws IOException {
    byte[] elements = new byte[Math.min(count, BUFFER)];
    int have = 0;
    try {
      while (have < count) {
        if (have == elements.length) {
          elements = Arrays.copyOf(elements, (int) Math.min(count, (long) GROWTH * have));
        }
        int more = in.read(elements, have, elements.length - have);
        if (more < 0) {
          break;
        }
        have += more;
      }
    } catch (EOFException _) {
      // The gzip stream stops in its middle: the caller says how much had arrived.
    }
    return have < elements.length ? Arrays.copyOf(elements, have) : elements;
  }

  private static String hex(byte[] bytes) {
    return bytes.length == 0 ? "nothing" : HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  /// {@return the sizes of the axes}
  public Shape shape() {
    return shape;
  }

  /// {@return the same elements in another shape}
  ///
  /// @param sizes the sizes of its axes
  /// @throws IllegalArgumentException if it has another number of elements
  public Idx reshape(int... sizes) {
    Shape wanted = Shape.of(sizes);
    if (wanted.count() != elements.length) {
      throw new IllegalArgumentException(
          "reshape of %s to %s: %d elements do not make %d"
              .formatted(this, wanted, elements.length, wanted.count()));
    }
    return new Idx(wanted, elements);
  }

  /// {@return the elements divided by a unit, `f32`; with 255 they lie in 0…1}
  ///
  /// @param unit what becomes 1
  public NDArray toFloats(double unit) {
    float[] values = new float[elements.length];
    divide(quotients(unit), 0, values, 0, values.length);
    return NDArray.wrap(TensorType.f32(shape.toArray()), values);
  }

  /// {@return each byte divided by a unit}
  static float[] quotients(double unit) {
    float[] quotients = new float[256];
    for (int i = 0; i < quotients.length; i++) {
      quotients[i] = (float) (i / unit);
    }
    return quotients;
  }

  /// Looks elements up in [#quotients].
  void divide(float[] quotients, int from, float[] values, int at, int count) {
    for (int i = 0; i < count; i++) {
      values[at + i] = quotients[Byte.toUnsignedInt(elements[from + i])];
    }
  }

  /// {@return the elements as they are, 0 to 255, `i32`; for labels}
  public NDArray toInts() {
    int[] values = new int[elements.length];
    Arrays.setAll(values, i -> Byte.toUnsignedInt(elements[i]));
    return NDArray.wrap(TensorType.i32(shape.toArray()), values);
  }

  /// {@return the sizes, such as `IDX u8[60000,28,28]`}
  @Override
  public String toString() {
    return "IDX u8" + shape;
  }
}
