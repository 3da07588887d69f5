package dev.adjoint.nn.onnx;

import dev.adjoint.array.TensorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// A graph inside of a node, in the making.
final class Body {
  private static final String ORIGIN = "";

  private final GraphWriter writer;
  private final List<Port> inputs = new ArrayList<>();
  private final List<Port> outputs = new ArrayList<>();

  Body(GraphWriter writer) {
    this.writer = writer;
  }

  /// {@return a new input}
  Value input(TensorType type) {
    Value value = writer.emission().fresh("input");
    inputs.add(Port.of(value, type));
    return value;
  }

  /// {@return a new input of one element}
  Value input(ElementType type) {
    Value value = writer.emission().fresh("input");
    inputs.add(Port.scalar(value, type));
    return value;
  }

  /// {@return what a node makes}
  Value make(String op, Attributes attributes, Value... values) {
    return writer.emission().make(op, 1, attributes, List.of(values), ORIGIN).getFirst();
  }

  /// {@return how many steps there are with the step of a number, as i32}
  Value count(Value number) {
    Value more = make("Add", Attributes.none(), number, writer.emission().integer(1));
    return make("Cast", Attributes.of("to", ElementType.INT32.number()), more);
  }

  /// Sets the outputs; each must be made here, and for one place alone.
  void outputs(List<Value> values, List<TensorType> types) {
    var free = new HashSet<Value>();
    writer.emission().nodes().forEach(node -> free.addAll(node.outputs()));
    for (int k = 0; k < values.size(); k++) {
      Value value = values.get(k);
      Value own = free.remove(value) ? value : make("Identity", Attributes.none(), value);
      outputs.add(Port.of(own, types.get(k)));
    }
  }

  OnnxGraph graph() {
    return new OnnxGraph(inputs, outputs, writer.emission().nodes(), Map.of());
  }
}
