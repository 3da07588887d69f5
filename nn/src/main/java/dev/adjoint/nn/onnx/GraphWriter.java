package dev.adjoint.nn.onnx;

import dev.adjoint.Adjoint;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.BroadcastTo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes graphs as nodes of ONNX: each node by the rule of its op; a composite without one by its
/// expansion; what has neither, but depends on nothing that is given later, by its numbers.
final class GraphWriter {
  private final RuleBook rules;
  private final Map<Tensor, String> parameters;
  private final Emission emission;

  GraphWriter(RuleBook rules, Map<Tensor, String> parameters, Emission emission) {
    this.rules = rules;
    this.parameters = parameters;
    this.emission = emission;
  }

  Emission emission() {
    return emission;
  }

  /// A writer of a graph inside of a node.
  GraphWriter inner() {
    return new GraphWriter(rules, parameters, emission.inner());
  }

  /// {@return the values of a graph's outputs}
  ///
  /// @param graph the graph, closed
  /// @param inputs the values of its inputs
  List<Value> write(Graph graph, List<Value> inputs) {
    Map<Tensor, Value> values = new IdentityHashMap<>();
    Set<Tensor> fixed = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int k = 0; k < inputs.size(); k++) {
      values.put(graph.inputs().get(k), inputs.get(k));
    }
    for (Node node : graph.nodes()) {
      if (!node.inputs().isEmpty() && fixed.containsAll(node.inputs()) || isConstant(node)) {
        fixed.addAll(node.outputs());
      }
      if (!values.containsKey(node.outputs().getFirst())) {
        List<Value> made = write(node, values, fixed.contains(node.outputs().getFirst()));
        for (int k = 0; k < made.size(); k++) {
          values.put(node.outputs().get(k), made.get(k));
        }
      }
    }
    return graph.outputs().stream().map(values::get).toList();
  }

  private static boolean isConstant(Node node) {
    return node.op() instanceof Leaf.Constant;
  }

  private List<Value> write(Node node, Map<Tensor, Value> values, boolean isFixed) {
    if (node.op() instanceof Leaf.Constant(NDArray array)) {
      return List.of(constant(node.outputs().getFirst(), array));
    }
    if (node.op() instanceof Leaf.Variable) {
      throw new IllegalArgumentException(
          "the exported function depends on the free variable %s, which is not among its inputs; make it one"
              .formatted(node.outputs().getFirst()));
    }
    List<Tensor> inputs = node.op() instanceof Elementwise ? lean(node) : node.inputs();
    var call =
        new Call(
            node,
            inputs.stream().map(Tensor::type).toList(),
            inputs.stream().map(values::get).toList(),
            values,
            this);
    Optional<Rule<Op>> rule = rules.rule(node.op());
    return rule.isPresent() ? ruled(rule.get(), call) : unruled(call, isFixed);
  }

  private static List<Value> ruled(Rule<Op> rule, Call call) {
    Node node = call.node();
    List<Value> made = rule.write(node.op(), call);
    if (made.size() != node.outputs().size()) {
      throw new IllegalStateException(
          "the ONNX rule of %s gave %d values, but the op has %d outputs"
              .formatted(node.op(), made.size(), node.outputs().size()));
    }
    return made;
  }

  private List<Value> unruled(Call call, boolean isFixed) {
    Node node = call.node();
    if (isFixed) {
      return node.outputs().stream().map(y -> emission.constant(Adjoint.eval(y))).toList();
    }
    if (node.op() instanceof Composite composite) {
      return call.formula(xs -> composite.expansion(xs, node.outputs()));
    }
    throw notExpressible(node.op(), node, rules.reason(node.op()));
  }

  private Value constant(Tensor tensor, NDArray array) {
    String name = parameters.get(tensor);
    return name == null ? emission.constant(array) : emission.hold(name, new Held.Numbers(array));
  }

  /// The inputs of an elementwise op before they were broadcast, as far as ONNX broadcasts them to
  /// the same shape.
  private static List<Tensor> lean(Node node) {
    var lean = new ArrayList<Tensor>(node.inputs());
    Shape shape = node.outputs().getFirst().shape();
    for (int k = lean.size() - 1; k >= 0; k--) {
      Tensor full = lean.get(k);
      Tensor source = full;
      while (source.op() instanceof BroadcastTo) {
        source = source.inputs().getFirst();
      }
      lean.set(k, source);
      if (!common(lean).equals(shape)) {
        lean.set(k, full);
      }
    }
    return lean;
  }

  private static Shape common(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::shape).reduce(Shape.SCALAR, Shape::broadcast);
  }

  /// The op and the line of the program that it comes from.
  static String origin(Node node) {
    return node.source().line().map(line -> node.op() + " at " + line).orElse(node.op().toString());
  }

  static IllegalArgumentException notExpressible(Op op, Node node, String reason) {
    List<TensorType> types = node.inputs().stream().map(Tensor::type).toList();
    String line = node.source().line().map(at -> " (at " + at + ")").orElse("");
    return new IllegalArgumentException(
        "not expressible in ONNX: op %s of %s%s: %s; give a rule with Onnx.with(%s.class, (op, call) -> …)"
            .formatted(op, types, line, reason, op.name()));
  }
}
