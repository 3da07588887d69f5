package dev.adjoint.autodiff;

import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Batching: from a function of one element to the same function of a whole batch, whose tensors
/// have one more axis in front, by one walk over the nodes. What does not depend on a mapped input
/// stays as it is and is computed once.
final class Batching {
  private final Map<Tensor, Tensor> values = new IdentityHashMap<>();
  private final Set<Tensor> mapped = Collections.newSetFromMap(new IdentityHashMap<>());
  private final int size;

  private Batching(int size) {
    this.size = size;
  }

  /// {@return the walk over a graph}
  ///
  /// @param graph the function of one element
  /// @param arguments what stands for its inputs, with or without the batch's axis in front
  /// @param mapped for each, whether it has that axis
  /// @param size the number of elements
  static Batching of(Graph graph, List<Tensor> arguments, List<Boolean> mapped, int size) {
    var batching = new Batching(size);
    for (int k = 0; k < arguments.size(); k++) {
      batching.put(graph.inputs().get(k), arguments.get(k), mapped.get(k));
    }
    graph.nodes().forEach(node -> node.source().run(() -> batching.step(node)));
    return batching;
  }

  Tensor value(Tensor old) {
    return values.getOrDefault(old, old);
  }

  int size() {
    return size;
  }

  boolean isMapped(Tensor old) {
    return mapped.contains(old);
  }

  /// {@return what became of a tensor, repeated along the batch if it is the same for all}
  Tensor whole(Tensor old) {
    Tensor value = value(old);
    return isMapped(old) ? value : value.broadcastTo(value.shape().prepend(size));
  }

  List<Tensor> whole(List<Tensor> old) {
    return old.stream().map(this::whole).toList();
  }

  private void put(Tensor old, Tensor now, boolean hasAxis) {
    values.put(old, now);
    if (hasAxis) {
      mapped.add(old);
    }
  }

  private void step(Node node) {
    if (values.containsKey(node.outputs().getFirst())) {
      return;
    }
    List<Tensor> inputs = node.inputs().stream().map(this::value).toList();
    List<Boolean> axes = node.inputs().stream().map(this::isMapped).toList();
    if (axes.stream().noneMatch(x -> x)) {
      putAll(node, node.withInputs(inputs).outputs(), false);
    } else if (node.op() instanceof Control control) {
      putAll(node, ControlBatching.of(control, node, new Batch(inputs, axes, size)));
    } else {
      putAll(node, batched(node, new Batch(inputs, axes, size)), true);
    }
  }

  private void putAll(Node node, List<Tensor> outputs, boolean hasAxis) {
    for (int k = 0; k < outputs.size(); k++) {
      put(node.outputs().get(k), outputs.get(k), hasAxis);
    }
  }

  private void putAll(Node node, Batch outputs) {
    for (int k = 0; k < outputs.inputs().size(); k++) {
      put(node.outputs().get(k), outputs.input(k), outputs.isMapped(k));
    }
  }

  private static List<Tensor> batched(Node node, Batch batch) {
    return switch (node.op()) {
      case Elementwise op -> Node.of(op, batch.whole()).outputs();
      case Reduction op -> List.of(op.withAxes(shifted(op)).on(batch.input(0)));
      case View op -> {
        Tensor x = batch.input(0);
        yield List.of(op.batched(x).orElseGet(() -> new BatchedView(op).on(x)));
      }
      case Routine op -> op.batched(batch).orElseGet(() -> ControlBatching.loop(node, batch));
      case Composite op -> composite(op, node, batch);
      case Control op -> throw new IllegalStateException(op + " has a rule of its own");
      case Leaf op -> throw new IllegalStateException(op + " has no inputs");
    };
  }

  private static List<Integer> shifted(Reduction op) {
    return op.axes().stream().map(axis -> axis + 1).toList();
  }

  /// What the elements share stays shared.
  private static List<Tensor> checkpoint(Graph graph, Batch batch) {
    List<Tensor> xs = Pullbacks.variables(batch.inputs());
    Batching body = of(graph, xs, batch.mapped(), batch.size());
    return Node.of(new Checkpoint(Graph.of(xs, body.whole(graph.outputs()))), batch.inputs())
        .outputs();
  }

  private static List<Tensor> composite(Composite op, Node node, Batch batch) {
    if (op instanceof Checkpoint(Graph graph)) {
      return checkpoint(graph, batch);
    }
    if (op.batched().isPresent()) {
      return Node.of(op.batched().get(), batch.whole()).outputs();
    }
    if (op instanceof Composite.Differentiable own) {
      return Node.of(new BatchedComposite(own), batch.whole()).outputs();
    }
    Graph expansion = Pullbacks.expansion(op, Pullbacks.variables(node.inputs()), node.outputs());
    return of(expansion, batch.inputs(), batch.mapped(), batch.size()).whole(expansion.outputs());
  }

  /// {@return a graph of elements as a graph of batches: every input and output has the axis}
  ///
  /// @param graph the function of one element
  /// @param arguments a batch for each input
  static List<Tensor> all(Graph graph, List<Tensor> arguments) {
    List<Boolean> mapped = IntStream.range(0, arguments.size()).mapToObj(_ -> true).toList();
    int size = arguments.getFirst().shape().size(0);
    return of(graph, arguments, mapped, size).whole(graph.outputs());
  }
}
