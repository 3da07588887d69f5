package dev.adjoint.nn.onnx;

import dev.adjoint.array.NDArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// A model in the making: names that were given, numbers that it holds, and the nodes of the graph
/// that is being written.
///
/// Names follow from the order of writing alone, so that traces at several batch sizes have equal
/// names where they have equal nodes.
final class Emission {
  private final Map<String, Integer> used;
  private final Map<Value, Held> initializers;
  private final List<OnnxNode> nodes = new ArrayList<>();

  private Emission(Map<String, Integer> used, Map<Value, Held> initializers) {
    this.used = used;
    this.initializers = initializers;
  }

  static Emission start() {
    return new Emission(new HashMap<>(), new LinkedHashMap<>());
  }

  /// A graph inside of a node: its own nodes, the same names and numbers.
  Emission inner() {
    return new Emission(used, initializers);
  }

  /// A value of a name, numbered if the name was given before.
  Value fresh(String name) {
    int count = used.merge(name, 1, Integer::sum);
    if (count == 1) {
      return new Value(name);
    }
    String numbered = name + "_" + count;
    return used.containsKey(numbered) ? fresh(name) : fresh(numbered);
  }

  Value hold(String name, Held held) {
    Value value = fresh(name);
    initializers.put(value, held);
    return value;
  }

  Value constant(NDArray array) {
    return hold("constant", new Held.Numbers(array));
  }

  Value integers(List<Long> values) {
    return hold("integers", new Held.Integers(values, false));
  }

  Value integer(long value) {
    return hold("integer", new Held.Integers(List.of(value), true));
  }

  List<Value> make(
      String op, int outputs, Attributes attributes, List<Value> inputs, String origin) {
    String name = op.toLowerCase(Locale.ROOT);
    List<Value> made = IntStream.range(0, outputs).mapToObj(_ -> fresh(name)).toList();
    nodes.add(new OnnxNode(op, inputs, made, attributes, origin));
    return made;
  }

  List<OnnxNode> nodes() {
    return List.copyOf(nodes);
  }

  Map<Value, Held> initializers() {
    return initializers;
  }
}
