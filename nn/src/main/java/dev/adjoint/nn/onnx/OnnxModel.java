package dev.adjoint.nn.onnx;

import dev.adjoint.nn.io.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A function as an ONNX model; its text is one line for each node.
public final class OnnxModel {
  /// The version of ONNX's operators that exported models use.
  public static final int OPSET = 21;

  private final OnnxGraph graph;
  private final String name;

  OnnxModel(OnnxGraph graph, String name) {
    this.graph = graph;
    this.name = name;
  }

  /// {@return the names of the inputs}
  public List<String> inputs() {
    return graph.inputs().stream().map(port -> port.value().name()).toList();
  }

  /// {@return the names of the outputs}
  public List<String> outputs() {
    return graph.outputs().stream().map(port -> port.value().name()).toList();
  }

  /// {@return the names of ONNX's operators in it, in their order, those inside of loops too}
  public List<String> operators() {
    return graph.nodes().stream().flatMap(node -> operators(node).stream()).toList();
  }

  private static List<String> operators(OnnxNode node) {
    var own = new ArrayList<>(List.of(node.op()));
    node.bodies().forEach(body -> body.nodes().forEach(inner -> own.addAll(operators(inner))));
    return own;
  }

  /// Writes the model, whole or not at all.
  ///
  /// @param file where to, a name that ends in `.onnx`, in a directory that exists
  /// @throws IOException if it cannot be written
  /// @throws IllegalArgumentException if the model has 2 GiB or more
  public void write(Path file) throws IOException {
    Wire wire = wire();
    AtomicFile.write(file, wire::writeTo);
  }

  /// {@return the bytes of the model's file}
  ///
  /// @throws IllegalArgumentException if the model has 2 GiB or more
  public byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try {
      wire().writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Wire wire() {
    Wire wire = Encoding.model(graph, name);
    if (wire.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the model has %d bytes; a file of ONNX holds less than 2 GiB".formatted(wire.size()));
    }
    return wire;
  }

  @Override
  public String toString() {
    return name + graph;
  }
}
