package dev.adjoint.nn.io;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/// How an element lies in a file.
///
/// @param kind what it is
/// @param bytes how many bytes it takes
/// @param order in which order they come
record Element(Kind kind, int bytes, ByteOrder order) {
  /// What an element is, with NumPy's letter for it.
  enum Kind {
    /// A floating-point number.
    FLOAT("f"),
    /// A floating-point number of 8 bits of exponent and 7 of fraction.
    BRAIN("none"),
    /// A signed integer.
    INT("i"),
    /// An integer from 0 on.
    UNSIGNED("u"),
    /// 0 or 1.
    BOOL("b");

    private final String letter;

    Kind(String letter) {
      this.letter = letter;
    }

    /// {@return in how many bytes NumPy writes it}
    private List<Integer> widths() {
      return switch (this) {
        case FLOAT -> List.of(2, 4, 8);
        case BRAIN -> List.of();
        case INT, UNSIGNED -> List.of(1, 2, 4, 8);
        case BOOL -> List.of(1);
      };
    }
  }

  private static final int CHUNK = 1 << 16;

  private static final Map<String, Element> SAFETENSORS =
      Map.ofEntries(
          Map.entry("F16", little(Kind.FLOAT, 2)),
          Map.entry("BF16", little(Kind.BRAIN, 2)),
          Map.entry("F32", little(Kind.FLOAT, 4)),
          Map.entry("F64", little(Kind.FLOAT, 8)),
          Map.entry("I8", little(Kind.INT, 1)),
          Map.entry("I16", little(Kind.INT, 2)),
          Map.entry("I32", little(Kind.INT, 4)),
          Map.entry("I64", little(Kind.INT, 8)),
          Map.entry("U8", little(Kind.UNSIGNED, 1)),
          Map.entry("U16", little(Kind.UNSIGNED, 2)),
          Map.entry("U32", little(Kind.UNSIGNED, 4)),
          Map.entry("U64", little(Kind.UNSIGNED, 8)),
          Map.entry("BOOL", little(Kind.BOOL, 1)));

  private static Element little(Kind kind, int bytes) {
    return new Element(kind, bytes, ByteOrder.LITTLE_ENDIAN);
  }

  /// {@return how a dtype is written}
  static Element of(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> little(Kind.FLOAT, 4);
      case FLOAT64 -> little(Kind.FLOAT, 8);
      case INT32 -> little(Kind.INT, 4);
      case BOOL -> little(Kind.BOOL, 1);
    };
  }

  /// {@return what NumPy calls by a name such as `<f4`}
  static Element ofNumpy(String file, String descr) throws IOException {
    for (Kind kind : Kind.values()) {
      for (int width : kind.widths()) {
        String name = kind.letter + width;
        if (descr.equals("<" + name) || width == 1 && descr.equals("|" + name)) {
          return little(kind, width);
        }
        if (descr.equals(">" + name)) {
          return new Element(kind, width, ByteOrder.BIG_ENDIAN);
        }
      }
    }
    throw new IOException(
        "%s: holds elements '%s'; floats f2 f4 f8, integers i1 to i8 and u1 to u8, and b1 are read"
            .formatted(file, descr));
  }

  /// {@return what safetensors calls by a name such as `F32`}
  static Element ofSafetensors(String file, String name) throws IOException {
    Element element = SAFETENSORS.get(name);
    if (element == null) {
      throw new IOException(
          "%s: holds elements '%s'; read are %s"
              .formatted(file, name, SAFETENSORS.keySet().stream().sorted().toList()));
    }
    return element;
  }

  /// {@return the name in NumPy}
  String numpy() {
    String sign = bytes == 1 ? "|" : order == ByteOrder.BIG_ENDIAN ? ">" : "<";
    return sign + kind.letter + bytes;
  }

  /// {@return the name in safetensors of an element that is written}
  String safetensors() {
    return switch (kind) {
      case FLOAT -> bytes == 4 ? "F32" : "F64";
      case INT -> "I32";
      case BOOL -> "BOOL";
      default -> throw new IllegalStateException(this + " is never written");
    };
  }

  private DType dtype() {
    return switch (kind) {
      case FLOAT -> bytes == 8 ? DType.FLOAT64 : DType.FLOAT32;
      case BRAIN -> DType.FLOAT32;
      case INT, UNSIGNED -> DType.INT32;
      case BOOL -> DType.BOOL;
    };
  }

  /// {@return the array that bytes hold}
  ///
  /// @throws IOException if an integer is beyond i32, or a boolean neither 0 nor 1
  NDArray decode(String file, Shape shape, byte[] data) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(data).order(order);
    DType dtype = dtype();
    Object storage = dtype.allocate(shape.count());
    switch (storage) {
      case float[] y -> floats(in, y);
      case double[] y -> in.asDoubleBuffer().get(y);
      case int[] y -> ints(file, in, y);
      default -> booleans(file, data, (boolean[]) storage);
    }
    return NDArray.wrap(new TensorType(dtype, shape), storage);
  }

  private void floats(ByteBuffer in, float[] y) {
    if (bytes == 4) {
      in.asFloatBuffer().get(y);
      return;
    }
    for (int i = 0; i < y.length; i++) {
      short bits = in.getShort(2 * i);
      y[i] = kind == Kind.BRAIN ? Float.intBitsToFloat(bits << 16) : Float.float16ToFloat(bits);
    }
  }

  private void ints(String file, ByteBuffer in, int[] y) throws IOException {
    if (bytes == 4 && kind == Kind.INT) {
      in.asIntBuffer().get(y);
      return;
    }
    for (int i = 0; i < y.length; i++) {
      long value = integer(in, i);
      if (value != (int) value || bytes == 8 && kind == Kind.UNSIGNED && value < 0) {
        throw new IOException(
            "%s: holds the integer %s, which i32 cannot"
                .formatted(
                    file,
                    kind == Kind.UNSIGNED ? Long.toUnsignedString(value) : Long.toString(value)));
      }
      y[i] = (int) value;
    }
  }

  private long integer(ByteBuffer in, int i) {
    long value =
        switch (bytes) {
          case 1 -> in.get(i);
          case 2 -> in.getShort(2 * i);
          case 4 -> in.getInt(4 * i);
          default -> in.getLong(8 * i);
        };
    return kind == Kind.UNSIGNED && bytes < 8 ? value & (1L << 8 * bytes) - 1 : value;
  }

  private static void booleans(String file, byte[] data, boolean[] y) throws IOException {
    for (int i = 0; i < y.length; i++) {
      if (data[i] != 0 && data[i] != 1) {
        throw new IOException(
            "%s: holds the boolean %d, which is neither 0 nor 1".formatted(file, data[i]));
      }
      y[i] = data[i] == 1;
    }
  }

  /// Writes the elements of an array of the dtype that this was made of.
  void encode(NDArray array, OutputStream out) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * bytes).order(order);
    for (int from = 0; from < array.count(); from += CHUNK) {
      int n = Math.min(CHUNK, array.count() - from);
      chunk.clear();
      int at = array.offset() + from;
      switch (array.storage()) {
        case float[] x -> chunk.asFloatBuffer().put(x, at, n);
        case double[] x -> chunk.asDoubleBuffer().put(x, at, n);
        case int[] x -> chunk.asIntBuffer().put(x, at, n);
        default -> {
          boolean[] x = (boolean[]) array.storage();
          for (int i = 0; i < n; i++) {
            chunk.put((byte) (x[at + i] ? 1 : 0));
          }
        }
      }
      out.write(chunk.array(), 0, n * bytes);
    }
  }
}
