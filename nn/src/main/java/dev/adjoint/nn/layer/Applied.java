package dev.adjoint.nn.layer;

import dev.adjoint.graph.Control;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.StopGradient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where in a model's formula its layers were applied. A record's function is not to be seen from
/// outside, but its formula is: a layer was applied to a tensor if what it makes of it stands in
/// the formula.
///
/// Formulas are compared by numbers, equal for equal ops of equal inputs. What a layer makes of a
/// tensor that it was not applied to holds a parameter in a new place and has a new number.
final class Applied {
  /// How many tensors are tried for a layer: its input is among the nearest, or it was not applied.
  private static final int TRIED = 400;

  /// More than a node has outputs.
  private static final int OUTPUTS = 1 << 12;

  /// An op, or what stands for it, and the numbers of its inputs.
  private record Formula(Object op, List<Integer> inputs) {}

  /// A layer's input and output.
  record Place(Tensor x, Tensor y) {}

  private final Map<Formula, Integer> formulas = new HashMap<>();
  private final Map<Node, Integer> numbers = new IdentityHashMap<>();
  private final Map<Integer, Tensor> known = new HashMap<>();
  private final List<Tensor> inOrder = new ArrayList<>();

  Applied(Tensor x, Tensor y) {
    inOrder.add(x);
    for (Node node : Graph.of(List.of(), List.of(y)).nodes()) {
      if (!(node.op() instanceof Leaf)) {
        inOrder.addAll(node.outputs());
      }
      number(node);
    }
    inOrder.forEach(tensor -> known.putIfAbsent(number(tensor), tensor));
  }

  /// {@return where a layer was applied, the first tensor tried before others}
  ///
  /// @param layer the layer
  /// @param first what was made last before it
  Optional<Place> of(Layer layer, Tensor first) {
    int from = Math.max(0, inOrder.indexOf(first));
    for (int i = 0; i < Math.min(TRIED, inOrder.size()); i++) {
      Tensor x = inOrder.get((from + i) % inOrder.size());
      Optional<Tensor> y = made(layer, x);
      if (y.isPresent()) {
        return Optional.of(new Place(x, y.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<Tensor> made(Layer layer, Tensor x) {
    try {
      Tensor y = layer.apply(x);
      Graph.of(List.of(), List.of(y)).nodes().forEach(this::number);
      return Optional.ofNullable(known.get(number(y)));
    } catch (RuntimeException _) {
      return Optional.empty(); // a tensor of another type is not its input
    }
  }

  private int number(Tensor tensor) {
    int output = tensor.node().outputs().indexOf(tensor);
    return OUTPUTS * number(tensor.node()) + output;
  }

  private int number(Node node) {
    Integer old = numbers.get(node);
    if (old == null && node.op() instanceof StopGradient) {
      return number(node.inputs().getFirst().node()); // the numbers are the same
    }
    if (old == null) {
      List<Integer> inputs = node.inputs().stream().map(this::number).toList();
      old = formulas.computeIfAbsent(new Formula(key(node), inputs), _ -> formulas.size());
      numbers.put(node, old);
    }
    return old;
  }

  /// Variables are themselves, loops of equal bodies are equal.
  private static Object key(Node node) {
    return switch (node.op()) {
      case Leaf.Variable _ -> node;
      case Control control -> control + control.graphs().toString();
      default -> node.op();
    };
  }
}
