package dev.adjoint.nn.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A message in protobuf's wire format, to be written.
///
/// A field is its number and kind, then a varint or a length and as many bytes; a message inside of
/// another is such bytes. Lengths are known before anything is written, and large arrays are
/// written where they stand. Source: *Protocol Buffers: Encoding*.
final class Wire {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int FIXED = 5;

  /// What is written: some bytes.
  private interface Part {
    long size();

    void writeTo(OutputStream out) throws IOException;
  }

  /// Bytes that are made as they are written.
  interface Content {
    /// Writes them.
    void writeTo(OutputStream out) throws IOException;
  }

  private record Bytes(byte[] bytes) implements Part {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  private record Stream(long size, Content content) implements Part {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      content.writeTo(out);
    }
  }

  private final List<Part> parts = new ArrayList<>();

  long size() {
    return parts.stream().mapToLong(Part::size).sum();
  }

  void writeTo(OutputStream out) throws IOException {
    for (Part part : parts) {
      part.writeTo(out);
    }
  }

  /// A whole number.
  Wire whole(int field, long value) {
    return varint((long) field << 3 | VARINT).varint(value);
  }

  /// A number in single precision, its lowest byte first.
  Wire real(int field, float value) {
    int bits = Float.floatToRawIntBits(value);
    varint((long) field << 3 | FIXED);
    return bytes((byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24));
  }

  Wire text(int field, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return length(field, bytes.length).bytes(bytes);
  }

  /// A message inside of this one.
  Wire message(int field, Wire message) {
    length(field, message.size());
    parts.addAll(message.parts);
    return this;
  }

  Wire stream(int field, long size, Content content) {
    length(field, size);
    parts.add(new Stream(size, content));
    return this;
  }

  private Wire length(int field, long size) {
    return varint((long) field << 3 | LENGTH).varint(size);
  }

  /// Seven bits a byte, the lowest first; the eighth says that more follow.
  private Wire varint(long value) {
    byte[] bytes = new byte[10];
    int count = 0;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[count++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    bytes[count++] = (byte) rest;
    return bytes(Arrays.copyOf(bytes, count));
  }

  private Wire bytes(byte... bytes) {
    parts.add(new Bytes(bytes));
    return this;
  }
}
