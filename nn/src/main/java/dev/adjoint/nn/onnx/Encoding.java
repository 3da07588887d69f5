package dev.adjoint.nn.onnx;

import dev.adjoint.array.NDArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A model as the messages of ONNX's `onnx.proto`; the numbers of fields are those there.
final class Encoding {
  /// Of the format of files; 10 came with opset 21.
  private static final int IR_VERSION = 10;

  /// How many elements are turned into bytes at once.
  private static final int CHUNK = 1 << 14;

  private Encoding() {}

  /// `ModelProto`.
  static Wire model(OnnxGraph graph, String name) {
    return new Wire()
        .whole(1, IR_VERSION)
        .text(2, "Adjoint")
        .message(7, graph(graph, name))
        .message(8, new Wire().text(1, "").whole(2, OnnxModel.OPSET));
  }

  /// `GraphProto`.
  private static Wire graph(OnnxGraph graph, String name) {
    var wire = new Wire();
    for (OnnxNode node : graph.nodes()) {
      wire.message(1, node(node));
    }
    wire.text(2, name);
    graph.initializers().forEach((value, held) -> wire.message(5, tensor(value, held)));
    graph.inputs().forEach(port -> wire.message(11, port(port)));
    graph.outputs().forEach(port -> wire.message(12, port(port)));
    return wire;
  }

  /// `NodeProto`; its name is that of its first output.
  private static Wire node(OnnxNode node) {
    var wire = new Wire();
    node.inputs().forEach(input -> wire.text(1, input.name()));
    node.outputs().forEach(output -> wire.text(2, output.name()));
    wire.text(3, node.outputs().getFirst().name()).text(4, node.op());
    node.attributes().entries().forEach((name, value) -> wire.message(5, attribute(name, value)));
    return wire.text(6, node.origin());
  }

  /// `AttributeProto`.
  private static Wire attribute(String name, Attribute attribute) {
    Wire wire = new Wire().text(1, name);
    return switch (attribute) {
      case Attribute.Real(float value) -> wire.real(2, value).whole(20, 1);
      case Attribute.Whole(long value) -> wire.whole(3, value).whole(20, 2);
      case Attribute.Text(String value) -> wire.text(4, value).whole(20, 3);
      case Attribute.Body(OnnxGraph graph) -> wire.message(6, graph(graph, name)).whole(20, 5);
      case Attribute.Wholes(List<Long> values) -> {
        values.forEach(value -> wire.whole(8, value));
        yield wire.whole(20, 7);
      }
    };
  }

  /// `ValueInfoProto`, in it `TypeProto.Tensor` and `TensorShapeProto`.
  private static Wire port(Port port) {
    var shape = new Wire();
    for (String size : port.sizes()) {
      shape.message(1, size(size));
    }
    Wire tensor = new Wire().whole(1, port.type().number()).message(2, shape);
    return new Wire().text(1, port.value().name()).message(2, new Wire().message(1, tensor));
  }

  private static Wire size(String size) {
    if (size.isEmpty()) {
      return new Wire();
    }
    boolean isNumber = size.chars().allMatch(Character::isDigit);
    return isNumber ? new Wire().whole(1, Long.parseLong(size)) : new Wire().text(2, size);
  }

  /// `TensorProto`.
  private static Wire tensor(Value value, Held held) {
    var wire = new Wire();
    for (int size : held.sizes()) {
      wire.whole(1, size);
    }
    wire.whole(2, held.type().number()).text(8, value.name());
    return switch (held) {
      case Held.Integers(List<Long> values, boolean _) ->
          wire.stream(9, 8L * values.size(), out -> write(values, out));
      case Held.Numbers(NDArray array) ->
          wire.stream(9, array.type().bytes(), out -> write(array, out));
    };
  }

  private static void write(List<Long> values, OutputStream out) throws IOException {
    byte[] bytes = new byte[8 * values.size()];
    ByteBuffer buffer = littleEndian(bytes);
    values.forEach(buffer::putLong);
    out.write(bytes);
  }

  private static void write(NDArray array, OutputStream out) throws IOException {
    for (int from = 0; from < array.count(); from += CHUNK) {
      int to = Math.min(array.count(), from + CHUNK);
      byte[] bytes = new byte[array.dtype().bytes() * (to - from)];
      ByteBuffer buffer = littleEndian(bytes);
      for (int i = from; i < to; i++) {
        put(array, i, buffer);
      }
      out.write(bytes);
    }
  }

  private static void put(NDArray array, int i, ByteBuffer bytes) {
    double value = array.value(i);
    switch (array.dtype()) {
      case FLOAT32 -> bytes.putFloat((float) value);
      case FLOAT64 -> bytes.putDouble(value);
      case INT32 -> bytes.putInt((int) value);
      case BOOL -> bytes.put((byte) value);
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
