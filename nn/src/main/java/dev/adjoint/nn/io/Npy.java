package dev.adjoint.nn.io;

import dev.adjoint.Adjoint;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.graph.Tensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Arrays in the format of NumPy, `.npy`: what `numpy.save` writes and `numpy.load` reads.
///
/// ```java
/// Npy.write(eval(weight), Path.of("weight.npy"));
/// NDArray weight = Npy.read(Path.of("weight.npy"));
/// ```
///
/// Read: versions 1 to 3, little- and big-endian, C and Fortran order; floats of 2, 4 and 8 bytes
/// (half precision becomes f32), signed and unsigned integers of 1 to 8 bytes (they become i32, and
/// must be in its range), booleans. Written: version 1, little-endian, C order; f32 as `<f4`, f64
/// as `<f8`, i32 as `<i4`, bool as `|b1`.
///
/// Errors: an [IOException] whose message names the file, what was found and what was expected.
/// Source: *NEP 1, A simple file format for NumPy arrays*.
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /// Headers are a few dozen bytes; those of arrays of records, which are not read, may be longer.
  private static final int LONGEST_HEADER = 1 << 16;

  private static final int ALIGNMENT = 64;

  private Npy() {}

  /// {@return the array in a file}
  ///
  /// @param file the file
  /// @throws IOException if it cannot be read, or is no array of numbers that there are dtypes for
  public static NDArray read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(file.toString(), in);
    }
  }

  /// {@return the array in a stream}
  ///
  /// @param name what to call it in messages
  /// @param in the stream, read to its end, not closed
  /// @throws IOException as for a file
  public static NDArray read(String name, InputStream in) throws IOException {
    NpyHeader header = header(name, in);
    Shape shape = header.shape();
    long bytes = (long) shape.count() * header.element().bytes();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new IOException("%s: holds %,d bytes, more than one array can".formatted(name, bytes));
    }
    byte[] data = in.readNBytes((int) bytes);
    if (data.length < bytes || in.read() >= 0) {
      throw new IOException(
          "%s: holds %s bytes of numbers, but its header says %s, which are %,d"
              .formatted(name, data.length < bytes ? data.length : "more", header, bytes));
    }
    NDArray array = header.element().decode(name, shape, data);
    return header.isFortran() ? transposed(array) : array;
  }

  private static NpyHeader header(String name, InputStream in) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
      throw new IOException(name + ": does not begin as a .npy file does, with 93 and NUMPY");
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw new IOException(
          "%s: is of version %d of the format; 1, 2 and 3 are read".formatted(name, version));
    }
    byte[] field = in.readNBytes(version == 1 ? 2 : 4);
    long length = 0;
    for (int k = field.length - 1; k >= 0; k--) {
      length = length << 8 | field[k] & 0xff;
    }
    if (length > LONGEST_HEADER) {
      throw new IOException(
          "%s: has a header of %,d bytes; at most %,d are read"
              .formatted(name, length, LONGEST_HEADER));
    }
    byte[] text = in.readNBytes((int) length);
    if (field.length < (version == 1 ? 2 : 4) || text.length < length) {
      throw new IOException(name + ": ends inside of its header");
    }
    return NpyHeader.parse(name, new String(text, StandardCharsets.UTF_8));
  }

  /// Fortran order is C order of the transposed array.
  private static NDArray transposed(NDArray array) {
    int[] sizes = array.shape().toArray();
    int[] reversed = IntStream.range(0, sizes.length).map(k -> sizes.length - 1 - k).toArray();
    int[] stored = IntStream.of(reversed).map(axis -> sizes[axis]).toArray();
    return Adjoint.eval(Tensor.constant(array.reshape(stored)).transpose(reversed));
  }

  /// Writes an array to a file, whole or not at all.
  ///
  /// @param array the array
  /// @param file the file; what is there is replaced
  /// @throws IOException if it cannot be written
  public static void write(NDArray array, Path file) throws IOException {
    AtomicFile.write(file, out -> write(array, out));
  }

  /// Writes an array to a stream.
  ///
  /// @param array the array
  /// @param out the stream, not closed
  /// @throws IOException if it cannot be written
  public static void write(NDArray array, OutputStream out) throws IOException {
    Element element = Element.of(array.dtype());
    String dict = new NpyHeader(element, false, array.shape()).toDict();
    int fixed = MAGIC.length + 4;
    int length = (fixed + dict.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - fixed;
    String padded = dict + " ".repeat(length - dict.length() - 1) + "\n";
    out.write(MAGIC);
    ByteBuffer start = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    out.write(start.put((byte) 1).put((byte) 0).putShort((short) length).array());
    out.write(padded.getBytes(StandardCharsets.US_ASCII));
    element.encode(array, out);
  }
}
