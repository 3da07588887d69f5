package dev.adjoint.compile;

import dev.adjoint.array.Shape;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides which ops become one loop.
///
/// Every node gets a stage: one more than the stages of what it reads from memory, the same as that
/// of an elementwise op whose result it takes in a register. Nodes of one stage and shape form a
/// group. Two groups of one stage never depend on each other, so a group is always a legal step.
final class Fusion {
  private record Key(int stage, Shape shape) {}

  private final Map<Node, Integer> stages = new IdentityHashMap<>();
  private final Map<Node, Group> groups = new IdentityHashMap<>();
  private final Map<Key, Group> open = new HashMap<>();
  private final Map<Node, List<Node>> consumers = new IdentityHashMap<>();
  private final Set<Node> results = Collections.newSetFromMap(new IdentityHashMap<>());

  Fusion(Graph graph) {
    graph.outputs().forEach(output -> results.add(output.node()));
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
    Group group = groups.get(node);
    return results.contains(node)
        || consumersOf(node).stream().anyMatch(c -> c != except && groups.get(c) != group);
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
      consumers.computeIfAbsent(input.node(), _ -> new ArrayList<>(2)).add(node);
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

  private void join(Node node, Shape shape) {
    int stage = 0;
    for (Tensor input : node.inputs()) {
      stage = Math.max(stage, stage(input) + (isElementwise(input.node()) ? 0 : 1));
    }
    List<Group> direct = directGroups(node, stage);
    if (direct.size() == 1 && !direct.getFirst().isFull()) {
      enter(node, direct.getFirst());
    } else {
      enter(node, openGroup(direct.isEmpty() ? stage : stage + 1, shape));
    }
  }

  private List<Group> directGroups(Node node, int stage) {
    return node.inputs().stream()
        .map(Tensor::node)
        .filter(Fusion::isElementwise)
        .map(groups::get)
        .filter(group -> group.stage() == stage)
        .distinct()
        .toList();
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
    return users.stream().allMatch(user -> groups.get(user) == first)
        ? Optional.ofNullable(first)
        : Optional.empty();
  }

  private long newlyStored(Node node) {
    return node.inputs().stream()
        .map(Tensor::node)
        .distinct()
        .filter(input -> isElementwise(input) && !isNeededOutside(input, node))
        .count();
  }
}
