package dev.adjoint.graph;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.Layout;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What a graph means: each node evaluated in turn, by plain loops in double precision, rounded to
/// the dtype. Slow, and the oracle that compiled programs are tested against.
public final class Interpreter {
  private final Map<Tensor, NDArray> values = new IdentityHashMap<>();
  private final Observer observer;

  private Interpreter(Observer observer) {
    this.observer = observer;
  }

  /// Sees every node as it is evaluated, also those of the graphs inside of ops, which come before
  /// the op they are inside of.
  @FunctionalInterface
  public interface Observer {
    /// Sees one node.
    ///
    /// @param node the node
    /// @param inputs its inputs' numbers
    /// @param outputs its outputs' numbers
    void see(Node node, List<NDArray> inputs, List<NDArray> outputs);
  }

  /// {@return the values of a graph's outputs}
  ///
  /// @param graph the function
  /// @param arguments numbers for its inputs, of their types
  /// @throws IllegalArgumentException if types differ or a variable has no number
  public static List<NDArray> run(Graph graph, List<NDArray> arguments) {
    return run(graph, arguments, (_, _, _) -> {});
  }

  /// {@return the values of a graph's outputs, computed before the eyes of an observer}
  ///
  /// @param graph the function
  /// @param arguments numbers for its inputs, of their types
  /// @param observer sees every node but the graph's inputs
  /// @throws IllegalArgumentException if types differ or a variable has no number
  public static List<NDArray> run(Graph graph, List<NDArray> arguments, Observer observer) {
    List<TensorType> given = arguments.stream().map(NDArray::type).toList();
    if (!given.equals(graph.inputTypes())) {
      throw new IllegalArgumentException(
          "a graph of inputs " + graph.inputTypes() + " was given " + given);
    }
    var interpreter = new Interpreter(observer);
    for (int i = 0; i < arguments.size(); i++) {
      interpreter.values.put(graph.inputs().get(i), arguments.get(i));
    }
    graph.nodes().forEach(interpreter::step);
    return interpreter.read(graph.outputs());
  }

  private List<NDArray> read(List<Tensor> tensors) {
    var result = new ArrayList<NDArray>(tensors.size());
    for (Tensor tensor : tensors) {
      NDArray value = values.get(tensor);
      if (value == null) {
        throw new IllegalArgumentException(tensor + " is free: it was given no numbers");
      }
      result.add(value);
    }
    return result;
  }

  private void step(Node node) {
    if (values.containsKey(node.outputs().getFirst())) {
      return;
    }
    List<NDArray> inputs = read(node.inputs());
    List<NDArray> results = evaluate(node, inputs);
    observer.see(node, inputs, results);
    for (int k = 0; k < results.size(); k++) {
      values.put(node.outputs().get(k), results.get(k));
    }
  }

  private List<NDArray> evaluate(Node node, List<NDArray> inputs) {
    TensorType type = node.outputs().getFirst().type();
    return switch (node.op()) {
      case Leaf.Constant(NDArray value) -> List.of(value);
      case Leaf.Variable _ -> read(node.outputs());
      case Elementwise op -> List.of(elementwise(op, inputs, type));
      case Reduction op -> List.of(reduce(op, inputs.getFirst(), type));
      case View op -> List.of(view(op, inputs.getFirst(), type));
      case Routine op -> routine(op, node, inputs);
      case Composite op -> composite(op, node, inputs);
      case Control op -> new ControlInterpreter(observer).run(op, node.source(), inputs);
    };
  }

  private static NDArray elementwise(Elementwise op, List<NDArray> inputs, TensorType type) {
    NDArray a = inputs.getFirst();
    NDArray b = inputs.get(Math.min(1, inputs.size() - 1));
    NDArray c = inputs.getLast();
    Buffer result = Buffer.allocate(type);
    boolean ints = type.dtype() == DType.INT32 && c.dtype() == DType.INT32;
    for (int i = 0; i < type.count(); i++) {
      double value =
          ints
              ? op.applyInt((int) a.value(i), (int) b.value(i), (int) c.value(i))
              : op.apply(a.value(i), b.value(i), c.value(i));
      result.set(i, value);
    }
    return NDArray.wrap(type, result.storage());
  }

  private static NDArray reduce(Reduction op, NDArray x, TensorType type) {
    double[] folded = new double[type.count()];
    Arrays.fill(folded, op.identity());
    Layout target = op.target(x.shape());
    boolean ints = x.dtype() == DType.INT32;
    for (int i = 0; i < x.count(); i++) {
      int at = target.place(i);
      folded[at] =
          ints
              ? op.combineInt((int) folded[at], (int) x.value(i))
              : op.combine(folded[at], x.value(i));
    }
    return NDArray.wrap(type.withDType(DType.FLOAT64), folded).cast(type.dtype());
  }

  private static NDArray view(View op, NDArray x, TensorType type) {
    Layout layout =
        op.layout(Layout.contiguous(x.shape()))
            .orElseThrow(
                () -> new IllegalStateException(op + " has no layout for contiguous " + x.type()));
    Buffer result = Buffer.allocate(type);
    for (int i = 0; i < type.count(); i++) {
      result.set(i, x.value(layout.place(i)));
    }
    return NDArray.wrap(type, result.storage());
  }

  private static List<NDArray> routine(Routine op, Node node, List<NDArray> inputs) {
    List<Buffer> results = node.outputs().stream().map(t -> Buffer.allocate(t.type())).toList();
    try {
      op.run(inputs.stream().map(Buffer::of).toList(), results);
    } catch (RuntimeException e) {
      throw node.source().failure(op, e);
    }
    return results.stream().map(r -> NDArray.wrap(r.type(), r.storage())).toList();
  }

  /// The depth of this recursion is how deeply composites are defined by composites.
  private List<NDArray> composite(Composite op, Node node, List<NDArray> inputs) {
    List<Tensor> variables = inputs.stream().map(x -> Tensor.variable(x.type())).toList();
    List<Tensor> ys =
        new Source.Expansion(op, node.source())
            .build(() -> op.expansion(variables, node.outputs()));
    return run(Graph.of(variables, ys), inputs, observer);
  }
}
