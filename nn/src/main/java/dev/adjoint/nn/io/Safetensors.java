package dev.adjoint.nn.io;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Named arrays in one file, `.safetensors`: eight bytes that say how long the header is, the
/// header, which says in JSON of which type each array is and where, the numbers.
///
/// ```java
/// Safetensors.write(Parameters.of(model), Path.of("model.safetensors"));
/// Map<String, NDArray> arrays = Safetensors.read(Path.of("model.safetensors"));
/// ```
///
/// Read: F64, F32, F16 and BF16 (which become f32), integers of 8 to 64 bits (they become i32, and
/// must be in its range), BOOL. Written: F64, F32, I32, BOOL.
///
/// A file must be as the format demands: a header of at most 100 MB, no name twice, the arrays
/// without gaps or overlaps to the end of the file. Errors: an [IOException] whose message names
/// the file, the array, what was found and what was expected. Source: Hugging Face, *Safetensors*,
/// format (2023).
public final class Safetensors {
  private static final long LONGEST_HEADER = 100_000_000;

  private Safetensors() {}

  /// {@return the arrays in a file, by their names, in the order in which they lie}
  ///
  /// @param file the file
  /// @throws IOException if it cannot be read, or breaks a rule of the format
  public static Map<String, NDArray> read(Path file) throws IOException {
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      long size = in.size();
      long length = length(file, in, size);
      byte[] text = bytes(file, in, length);
      List<SafetensorsEntry> entries = SafetensorsHeader.parse(file.toString(), text);
      entries = entries.stream().sorted(Comparator.comparingLong(SafetensorsEntry::begin)).toList();
      checkPlaces(file, entries, size - 8 - length);
      var arrays = new LinkedHashMap<String, NDArray>();
      for (SafetensorsEntry entry : entries) {
        arrays.put(entry.name(), array(file, in, entry));
      }
      return Collections.unmodifiableMap(arrays);
    }
  }

  private static long length(Path file, SeekableByteChannel in, long size) throws IOException {
    if (size < 8) {
      throw new IOException(
          "%s: has %d bytes; a safetensors file begins with 8 that give the length of its header"
              .formatted(file, size));
    }
    long length = ByteBuffer.wrap(bytes(file, in, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > LONGEST_HEADER || length > size - 8) {
      throw new IOException(
          "%s: says that its header has %s bytes; it has %,d after that, and a header at most %,d"
              .formatted(file, Long.toUnsignedString(length), size - 8, LONGEST_HEADER));
    }
    return length;
  }

  private static byte[] bytes(Path file, SeekableByteChannel in, long count) throws IOException {
    var buffer = ByteBuffer.allocate((int) count);
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw new IOException(file + ": became shorter while it was read");
      }
    }
    return buffer.array();
  }

  private static void checkPlaces(Path file, List<SafetensorsEntry> entries, long size)
      throws IOException {
    long end = 0;
    for (SafetensorsEntry entry : entries) {
      if (entry.begin() != end) {
        throw new IOException(
            "%s: array %s begins at byte %d, but the one before ends at %d; gaps and overlaps are not allowed"
                .formatted(file, entry.name(), entry.begin(), end));
      }
      end = entry.end();
    }
    if (end != size) {
      throw new IOException(
          "%s: its arrays end at byte %d, but there are %d".formatted(file, end, size));
    }
  }

  private static NDArray array(Path file, SeekableByteChannel in, SafetensorsEntry entry)
      throws IOException {
    String name = "%s, array %s".formatted(file, entry.name());
    Shape shape = NpyHeader.shape(name, entry.sizes());
    long wanted = (long) shape.count() * entry.element().bytes();
    long there = entry.end() - entry.begin();
    if (there != wanted) {
      throw new IOException(
          "%s: has %d bytes, but %s of %d bytes each are %d"
              .formatted(name, there, shape, entry.element().bytes(), wanted));
    }
    if (wanted > Integer.MAX_VALUE - 8) {
      throw new IOException("%s: has %,d bytes, more than one array can".formatted(name, wanted));
    }
    return entry.element().decode(name, shape, bytes(file, in, wanted));
  }

  /// Writes arrays to a file, whole or not at all.
  ///
  /// @param arrays the arrays by their names
  /// @param file the file; what is there is replaced
  /// @throws IOException if it cannot be written
  public static void write(Map<String, NDArray> arrays, Path file) throws IOException {
    AtomicFile.write(file, out -> write(arrays, out));
  }

  private static void write(Map<String, NDArray> arrays, OutputStream out) throws IOException {
    byte[] header = SafetensorsHeader.of(arrays).getBytes(StandardCharsets.UTF_8);
    int padded = (header.length + 7) / 8 * 8;
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).array());
    out.write(header);
    out.write(" ".repeat(padded - header.length).getBytes(StandardCharsets.US_ASCII));
    for (NDArray array : arrays.values()) {
      Element.of(array.dtype()).encode(array, out);
    }
  }
}
