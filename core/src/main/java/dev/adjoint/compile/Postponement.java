package dev.adjoint.compile;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.IdentityTable;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Moves a whole group into the first later one that takes results of it in registers, where
/// nothing in between reads them: two passes over memory become one.
///
/// Adam is such a case: its means are known at once, its parameters only when a number that counts
/// the steps is, so they come a stage later.
final class Postponement {
  private final Fusion fusion;
  private final IdentityTable<Group, List<Node>> members = new IdentityTable<>();
  private final List<Group> order = new ArrayList<>();

  private Postponement(Fusion fusion) {
    this.fusion = fusion;
  }

  /// Moves what can be moved; a group after those that come later.
  static void apply(Fusion fusion, Graph graph) {
    var postponement = new Postponement(fusion);
    graph.nodes().forEach(postponement::collect);
    postponement.order.reversed().forEach(postponement::move);
  }

  private void collect(Node node) {
    fusion
        .group(node)
        .ifPresent(group -> {
          List<Node> known = members.find(group);
          if (known == null) {
            known = new ArrayList<>();
            members.put(group, known);
            order.add(group);
          }
          known.add(node);
        });
  }

  private void move(Group source) {
    List<Node> nodes = members.findOr(source, List.of());
    Group target = first(nodes, source);
    if (target != null
        && target.shape().equals(source.shape())
        && source.size() + target.size() <= Group.CAPACITY
        && nodes.stream().allMatch(this::isPlain)
        && nodes.stream().noneMatch(node -> isReadFromMemory(node, target))) {
      nodes.forEach(node -> fusion.move(node, target));
      members.findOr(target, nodes).addAll(nodes);
    }
  }

  private boolean isPlain(Node node) {
    return node.op() instanceof Elementwise && !fusion.isNarrow(node);
  }

  /// {@return the earliest group that reads a group, if nothing else reads it as early}
  private @Nullable Group first(List<Node> nodes, Group source) {
    int least = Integer.MAX_VALUE;
    Group first = null;
    for (Node node : nodes) {
      for (Node user : fusion.consumersOf(node)) {
        Group group = fusion.groupOrNull(user);
        if (group != source) {
          int stage = user.op() instanceof View ? -1 : fusion.stage(user);
          if (stage < least) {
            least = stage;
            first = group;
          } else if (stage == least && group != first) {
            return null;
          }
        }
      }
    }
    return first;
  }

  /// {@return whether a group would read a node otherwise than from its register}
  private boolean isReadFromMemory(Node node, Group target) {
    return fusion.consumersOf(node).stream()
        .filter(user -> fusion.groupOrNull(user) == target)
        .anyMatch(user -> fusion.isNarrow(user) || !isOfShape(user.inputs(), node, target));
  }

  private static boolean isOfShape(List<Tensor> inputs, Node node, Group target) {
    return inputs.stream()
        .filter(input -> input.node() == node)
        .allMatch(input -> input.shape().equals(target.shape()));
  }
}
