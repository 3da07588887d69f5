package dev.adjoint.autodiff;

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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Forward-mode differentiation: from tangents of a function's inputs to tangents of everything
/// computed from them, by one walk over the nodes.
///
/// No op states a rule for it: an elementwise op multiplies by its derivative, a view is linear,
/// and the pushforward of any other op is the transpose of its pullback, which is linear in the
/// cotangent. Loops and choices are rewritten to carry values and tangents side by side, so values
/// are new tensors too. Source: Griewank and Walther, *Evaluating Derivatives*, 2nd ed. (2008),
/// §3.1; the transposition is that of Radul et al., *You Only Linearize Once* (POPL 2023), read
/// backwards.
final class ForwardMode {
  private final Map<Tensor, Tensor> values = new IdentityHashMap<>();
  private final Map<Tensor, Tensor> tangents = new IdentityHashMap<>();

  private ForwardMode() {}

  /// A value and, if it moves at all, its tangent.
  record Dual(Tensor value, Optional<Tensor> tangent) {
    Tensor filled() {
      return tangent.orElseGet(() -> Tensor.zeros(value.type()));
    }
  }

  /// {@return the walk over a graph}
  ///
  /// @param graph the function
  /// @param arguments what stands for its inputs
  /// @param tangents the tangent of each input that moves
  static ForwardMode of(Graph graph, List<Tensor> arguments, List<Optional<Tensor>> tangents) {
    var forward = new ForwardMode();
    for (int k = 0; k < arguments.size(); k++) {
      forward.put(graph.inputs().get(k), new Dual(arguments.get(k), tangents.get(k)));
    }
    graph.nodes().forEach(node -> node.source().run(() -> forward.step(node)));
    return forward;
  }

  /// {@return the value and the tangent of each output of a function}
  ///
  /// @param graph the function
  /// @param arguments what stands for its inputs
  /// @param tangents a tangent for each input, of its type; of integers they are not read
  static List<Dual> pushforward(Graph graph, List<Tensor> arguments, List<Tensor> tangents) {
    List<Optional<Tensor>> moving =
        tangents.stream().map(t -> Optional.of(t).filter(x -> x.type().isFloating())).toList();
    ForwardMode forward = of(graph, arguments, moving);
    return graph.outputs().stream().map(forward::dual).toList();
  }

  Tensor value(Tensor old) {
    return values.getOrDefault(old, old);
  }

  List<Tensor> values(List<Tensor> old) {
    return old.stream().map(this::value).toList();
  }

  Optional<Tensor> tangent(Tensor old) {
    return Optional.ofNullable(tangents.get(old));
  }

  Dual dual(Tensor old) {
    return new Dual(value(old), tangent(old));
  }

  private void put(Tensor old, Dual now) {
    if (now.value() != old) {
      values.put(old, now.value());
    }
    now.tangent().ifPresent(t -> tangents.put(old, t));
  }

  private void step(Node node) {
    if (values.containsKey(node.outputs().getFirst())) {
      return;
    }
    List<Optional<Tensor>> moving = node.inputs().stream().map(this::tangent).toList();
    List<Tensor> inputs = values(node.inputs());
    List<Dual> found =
        moving.stream().noneMatch(Optional::isPresent)
            ? still(node.withInputs(inputs))
            : moved(node, inputs, moving);
    for (int k = 0; k < found.size(); k++) {
      put(node.outputs().get(k), found.get(k));
    }
  }

  private static List<Dual> still(Node node) {
    return node.outputs().stream().map(y -> new Dual(y, Optional.empty())).toList();
  }

  private static List<Dual> moved(Node old, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    if (old.op() instanceof Checkpoint checkpoint) {
      return checkpoint(checkpoint, inputs, tangents);
    }
    if (old.op() instanceof Control control) {
      return ControlPushforwards.of(control, inputs, tangents);
    }
    Node node = old.withInputs(inputs);
    return switch (node.op()) {
      case Elementwise op -> List.of(elementwise(op, node, tangents));
      case View op -> List.of(view(op, node, tangents.getFirst().orElseThrow()));
      case Composite.Differentiable _, Routine _, Reduction _ -> transposed(node, tangents);
      case Composite op -> throughExpansion(op, node, tangents);
      case Control op -> throw new IllegalStateException(op + " has a rule of its own");
      case Leaf op -> throw new IllegalStateException(op + " has no inputs");
    };
  }

  /// Values and tangents are computed again together.
  private static List<Dual> checkpoint(
      Checkpoint op, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    ControlPushforwards.Branch joint = ControlPushforwards.Branch.of(op.graph(), tangents);
    List<Integer> moving = joint.moving();
    Node node =
        Node.of(
            new Checkpoint(joint.joint(moving)),
            Pullbacks.concat(inputs, tangents.stream().flatMap(Optional::stream).toList()));
    return ControlPushforwards.duals(node, op.graph().outputs().size(), moving);
  }

  private static Dual elementwise(Elementwise op, Node node, List<Optional<Tensor>> tangents) {
    Tensor y = node.outputs().getFirst();
    if (!y.type().isFloating()) {
      return new Dual(y, Optional.empty());
    }
    Optional<Tensor> sum =
        moving(tangents)
            .mapToObj(k -> op.pushforward(k, node.inputs(), y, tangents.get(k).orElseThrow()))
            .reduce(Tensor::plus);
    return new Dual(y, sum);
  }

  private static Dual view(View op, Node node, Tensor tangent) {
    return new Dual(node.outputs().getFirst(), Optional.of(op.on(tangent)));
  }

  private static IntStream moving(List<Optional<Tensor>> tangents) {
    return IntStream.range(0, tangents.size()).filter(k -> tangents.get(k).isPresent());
  }

  private static List<Dual> transposed(Node node, List<Optional<Tensor>> tangents) {
    List<Optional<Tensor>> found = Transposition.pushforward(node, tangents);
    return IntStream.range(0, found.size())
        .mapToObj(k -> new Dual(node.outputs().get(k), found.get(k)))
        .toList();
  }

  private static List<Dual> throughExpansion(
      Composite op, Node node, List<Optional<Tensor>> tangents) {
    List<Tensor> xs = Pullbacks.variables(node.inputs());
    Graph expansion = Pullbacks.expansion(op, xs, node.outputs());
    ForwardMode forward = of(expansion, node.inputs(), tangents);
    return IntStream.range(0, node.outputs().size())
        .mapToObj(k -> new Dual(node.outputs().get(k), forward.tangent(expansion.outputs().get(k))))
        .toList();
  }
}
