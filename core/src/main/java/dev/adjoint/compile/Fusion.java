package dev.adjoint.compile;

import dev.adjoint.array.Layout;
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
import java.util.ArrayDeque;
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
///
/// A group may fold its rows and go on with the results: a tile holds whole rows then, so what a
/// row was folded to is known when the tile is gone through once. Such values, one for each row,
/// stay in registers too, and ops on them alone are done once for each row.
final class Fusion {
  private record Key(int stage, Shape shape) {}

  private final IdentityTable<Node, Integer> stages = new IdentityTable<>();
  private final IdentityTable<Node, Group> groups = new IdentityTable<>();
  private final Map<Key, Group> open = new HashMap<>();
  private final IdentityTable<Node, List<Node>> consumers = new IdentityTable<>();
  private final IdentityTable<Node, Boolean> results = new IdentityTable<>();

  /// The layout of each view over its base.
  private final IdentityTable<Tensor, Layout> views = new IdentityTable<>();

  /// Ops whose result is one value for each row of their group.
  private final IdentityTable<Node, Boolean> rows = new IdentityTable<>();

  /// Ops that are done once for each row.
  private final IdentityTable<Node, Boolean> narrow = new IdentityTable<>();

  Fusion(Graph graph) {
    graph.outputs().forEach(output -> results.put(output.node(), true));
    graph.nodes().forEach(this::place);
    graph.nodes().reversed().forEach(this::sink);
    Postponement.apply(this, graph);
    for (Node node : graph.nodes()) {
      group(node).ifPresent(group -> group.add(node));
    }
  }

  /// {@return the group of an elementwise op or a reduction}
  Optional<Group> group(Node node) {
    return Optional.ofNullable(groups.find(node));
  }

  @Nullable Group groupOrNull(Node node) {
    return groups.find(node);
  }

  int stage(Node node) {
    return stages.findOr(node, -1);
  }

  /// Puts an op into another group.
  void move(Node node, Group target) {
    groups.findOr(node, target).leave();
    enter(node, target);
  }

  /// How an op of a loop finds an operand.
  enum Reach {
    /// In memory.
    MEMORY,
    /// In the register it was computed in.
    DIRECT,
    /// In a register with a value for each row, which is to be repeated along the row.
    REPEATED
  }

  /// {@return how a node finds one of its inputs}
  Reach reach(Node node, Tensor input) {
    Group group = groups.find(node);
    return group == null ? Reach.MEMORY : reach(input, group, narrow.contains(node));
  }

  private Reach reach(Tensor input, Group group, boolean narrow) {
    Node base = Places.base(input).node();
    if (groups.find(base) != group) {
      return Reach.MEMORY;
    }
    if (!rows.contains(base)) {
      boolean direct = !narrow && isElementwise(input.node());
      return direct ? Reach.DIRECT : Reach.MEMORY;
    }
    Strided from = Strided.of(layout(input));
    if (narrow) {
      return group.hasRows(input.shape()) && from.isAll() ? Reach.DIRECT : Reach.MEMORY;
    }
    boolean fits = input.shape().equals(group.shape()) && from.repeatsEach(group.row());
    return fits ? Reach.REPEATED : Reach.MEMORY;
  }

  private Layout layout(Tensor tensor) {
    Layout view = views.find(tensor);
    return view != null ? view : Layout.contiguous(tensor.shape());
  }

  /// {@return whether an op is done once for each row, not for each element}
  boolean isNarrow(Node node) {
    return narrow.contains(node);
  }

  /// {@return whether a node's result is one value for each row of its loop}
  boolean isRow(Node node) {
    return rows.contains(node);
  }

  /// {@return whether a tensor is never written out: loops read it where it is, with zeros around}
  boolean isPadding(Tensor tensor) {
    Node node = tensor.node();
    return node.op() instanceof Routine.Padding pad
        && pad.before(tensor.inputs().getFirst().shape()).isPresent()
        && !results.contains(node)
        && consumersOf(node).stream().allMatch(groups::contains);
  }

  /// {@return whether a tensor must be in memory, not only in a register}
  boolean isStored(Tensor tensor) {
    if (isPadding(tensor)) {
      return false;
    }
    Node base = Places.base(tensor).node();
    return !isElementwise(base) && !rows.contains(base) || isNeededOutside(base, null);
  }

  /// Looks through views, which a loop may take in a register too.
  private boolean isNeededOutside(Node node, @Nullable Node except) {
    @Nullable Group group = groups.find(node);
    var views = new ArrayDeque<Node>(0);
    for (Node next = node; next != null; next = views.poll()) {
      if (results.contains(next)) {
        return true;
      }
      List<Node> users = consumersOf(next);
      for (int k = 0; k < users.size(); k++) {
        Node user = users.get(k);
        if (user.op() instanceof View) {
          views.push(user);
        } else if (user != except && !takes(user, next, group)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean takes(Node consumer, Node producer, @Nullable Group group) {
    return groups.find(consumer) == group
        && reach(consumer, producer.outputs().getFirst()) != Reach.MEMORY;
  }

  List<Node> consumersOf(Node node) {
    return consumers.findOr(node, List.of());
  }

  private static boolean isElementwise(Node node) {
    return node.op() instanceof Elementwise;
  }

  private int stage(Tensor tensor) {
    return stage(tensor.node());
  }

  private void place(Node node) {
    for (Tensor input : node.inputs()) {
      consumer(input.node(), node);
    }
    switch (node.op()) {
      case Leaf _ -> {}
      case View view -> look(view, node);
      case Elementwise _ -> join(node, node.outputs().getFirst().shape());
      case Reduction _ -> join(node, node.inputs().getFirst().shape());
      case Routine _, Composite _, Control _ ->
          stages.put(node, 1 + node.inputs().stream().mapToInt(this::stage).max().orElse(-1));
    }
  }

  private void consumer(Node node, Node reader) {
    List<Node> known = consumers.find(node);
    if (known == null) {
      known = new ArrayList<>(2);
      consumers.put(node, known);
    }
    known.add(reader);
  }

  private void look(View view, Node node) {
    Tensor x = node.inputs().getFirst();
    stages.put(node, stage(x));
    view.layout(layout(x)).ifPresent(layout -> views.put(node.outputs().getFirst(), layout));
  }

  private void join(Node node, Shape shape) {
    int stage = 0;
    for (Tensor input : node.inputs()) {
      stage = Math.max(stage, stage(input) + (near(input, shape) == null ? 1 : 0));
    }
    Group direct = null;
    boolean several = false;
    for (Tensor input : node.inputs()) {
      Group group = near(input, shape);
      if (group != null && group.stage() == stage) {
        several |= direct != null && direct != group;
        direct = group;
      }
    }
    if (direct != null && !several && !direct.isFull()) {
      enter(node, direct, shape);
    } else {
      enter(node, openGroup(direct == null ? stage : stage + 1, shape), shape);
    }
  }

  /// {@return the group in which an op over a shape could take an input in a register}
  private @Nullable Group near(Tensor input, Shape shape) {
    Group group = groups.find(Places.base(input).node());
    if (group == null || !group.shape().equals(shape) && !group.hasRows(shape)) {
      return null;
    }
    return reach(input, group, group.hasRows(shape)) == Reach.MEMORY ? null : group;
  }

  private Group openGroup(int stage, Shape shape) {
    return open.compute(
        new Key(stage, shape),
        (key, group) ->
            group == null || group.isFull() ? new Group(key.stage(), key.shape()) : group);
  }

  private void enter(Node node, Group group, Shape shape) {
    enter(node, group);
    boolean once = group.hasRows(shape);
    if (once) {
      narrow.put(node, true);
    }
    if (node.op() instanceof Reduction op
        ? !once && group.foldsRows(Strided.of(op.target(shape)))
        : once) {
      rows.put(node, true);
    }
  }

  private void enter(Node node, Group group) {
    group.enter();
    groups.put(node, group);
    stages.put(node, group.stage());
  }

  /// Moves an op to the one later group that needs it, if at most one tensor more is stored for it:
  /// then its own result is not stored.
  private void sink(Node node) {
    Group source = groups.find(node);
    if (source == null || !isElementwise(node) || isNarrow(node) || results.contains(node)) {
      return;
    }
    Shape shape = node.outputs().getFirst().shape();
    Optional<Group> target =
        onlyUser(node)
            .filter(group -> !group.isFull() && group != source && group.shape().equals(shape));
    if (target.isPresent() && newlyStored(node) <= 1) {
      move(node, target.get());
    }
  }

  /// {@return the group that all consumers are in; a view or a routine is in none}
  private Optional<Group> onlyUser(Node node) {
    List<Node> users = consumersOf(node);
    Group first = users.isEmpty() ? null : groups.find(users.getFirst());
    for (Node user : users) {
      if (groups.find(user) != first) {
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
