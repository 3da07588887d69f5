package dev.adjoint.compile;

import dev.adjoint.array.Shape;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.IdentityTable;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides which ops become one loop.
///
/// Every node gets a stage: one more than the stages of what it reads from memory, the same as that
/// of an elementwise op whose result it takes in a register. Nodes of one stage and shape form a
/// group. Two groups of one stage never depend on each other, so a group is always a legal step.
final class Fusion {
  private record Key(int stage, Shape shape) {}

  private final IdentityTable<Node, Integer> stages = new IdentityTable<>();
  private final IdentityTable<Node, Group> groups = new IdentityTable<>();
  private final Map<Key, Group> open = new HashMap<>();
  private final IdentityTable<Node, List<Node>> consumers = new IdentityTable<>();
  private final IdentityTable<Node, Boolean> results = new IdentityTable<>();

  Fusion(Graph graph) {
    graph.outputs().forEach(output -> results.put(output.node(), true));
    graph.nodes().forEach(this::place);
    graph.nodes().reversed().forEach(this::sink);
    for (Node node : graph.nodes()) {
      group(node).ifPresent(group -> group.add(node));
    }
  }

  /// {@return the group of an elementwise op or a reduction}
  Optional<Group> group(Node node) {
    return Optional.ofNullable(groups.get(node));
  }

  /// {@return whether a node takes a tensor in a register of its own loop}
  boolean isDirect(Node node, Tensor input) {
    Group group = groups.get(node);
    return group != null && isElementwise(input.node()) && groups.get(input.node()) == group;
  }

  /// {@return whether a tensor must be in memory, not only in a register}
  boolean isStored(Tensor tensor) {
    return !isElementwise(tensor.node()) || isNeededOutside(tensor.node(), null);
  }

  private boolean isNeededOutside(Node node, @Nullable Node except) {
    if (results.contains(node)) {
      return true;
    }
    Group group = groups.get(node);
    for (Node consumer : consumersOf(node)) {
      if (consumer != except && groups.get(consumer) != group) {
        return true;
      }
    }
    return false;
  }

  private List<Node> consumersOf(Node node) {
    return consumers.getOrDefault(node, List.of());
  }

  private static boolean isElementwise(Node node) {
    return node.op() instanceof Elementwise;
  }

  private int stage(Tensor tensor) {
    return stages.getOrDefault(tensor.node(), -1);
  }

  private void place(Node node) {
    for (Tensor input : node.inputs()) {
      consumer(input.node(), node);
    }
    switch (node.op()) {
      case Leaf _ -> {}
      case View _ -> stages.put(node, stage(node.inputs().getFirst()));
      case Elementwise _ -> join(node, node.outputs().getFirst().shape());
      case Reduction _ -> join(node, node.inputs().getFirst().shape());
      case Routine _, Composite _, Control _ ->
          stages.put(node, 1 + node.inputs().stream().mapToInt(this::stage).max().orElse(-1));
    }
  }

  private void consumer(Node node, Node reader) {
    List<Node> known = consumers.get(node);
    if (known == null) {
      known = new ArrayList<>(2);
      consumers.put(node, known);
    }
    known.add(reader);
  }

  private void join(Node node, Shape shape) {
    int stage = 0;
    for (Tensor input : node.inputs()) {
      stage = Math.max(stage, stage(input) + (isElementwise(input.node()) ? 0 : 1));
    }
    Group direct = null;
    boolean several = false;
    for (Tensor input : node.inputs()) {
      Group group = isElementwise(input.node()) ? groups.get(input.node()) : null;
      if (group != null && group.stage() == stage) {
        several |= direct != null && direct != group;
        direct = group;
      }
    }
    if (direct != null && !several && !direct.isFull()) {
      enter(node, direct);
    } else {
      enter(node, openGroup(direct == null ? stage : stage + 1, shape));
    }
  }

  private Group openGroup(int stage, Shape shape) {
    return open.compute(
        new Key(stage, shape),
        (key, group) ->
            group == null || group.isFull() ? new Group(key.stage(), key.shape()) : group);
  }

  private void enter(Node node, Group group) {
    group.enter();
    groups.put(node, group);
    stages.put(node, group.stage());
  }

  /// Moves an op to the one later group that needs it, if at most one tensor more is stored for it:
  /// then its own result is not stored.
  private void sink(Node node) {
    Group source = groups.get(node);
    if (source == null || !isElementwise(node) || results.contains(node)) {
      return;
    }
    Optional<Group> target = onlyUser(node).filter(group -> !group.isFull() && group != source);
    if (target.isPresent() && newlyStored(node) <= 1) {
      source.leave();
      enter(node, target.get());
    }
  }

  /// {@return the group that all consumers are in; a view or a routine is in none}
  private Optional<Group> onlyUser(Node node) {
    List<Node> users = consumersOf(node);
    Group first = users.isEmpty() ? null : groups.get(users.getFirst());
    for (Node user : users) {
      if (groups.get(user) != first) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(first);
  }

  private int newlyStored(Node node) {
    int count = 0;
    for (int k = 0; k < node.inputs().size(); k++) {
      Tensor input = node.inputs().get(k);
      boolean first = node.inputs().indexOf(input) == k;
      if (first && isElementwise(input.node()) && !isNeededOutside(input.node(), node)) {
        count++;
      }
    }
    return count;
  }
}
