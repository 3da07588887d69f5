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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final IdentityTable<Node, Member> members = new IdentityTable<>();
  private final Member[] all;
  private final Map<Key, Group> open = new HashMap<>();

  Fusion(Graph graph) {
    all = new Member[graph.nodes().size()];
    for (int k = 0; k < all.length; k++) {
      all[k] = place(graph.nodes().get(k));
    }
    graph.outputs().forEach(output -> of(output.node()).isResult = true);
    for (int k = all.length - 1; k >= 0; k--) {
      sink(all[k]);
    }
    Postponement.apply(all);
    for (Member member : all) {
      if (member.group != null) {
        member.group.add(member);
      }
    }
  }

  /// {@return the nodes in their order}
  Member[] members() {
    return all;
  }

  private Member of(Node node) {
    Member known = members.find(node);
    if (known == null) {
      throw new IllegalStateException(node + " is not in the graph");
    }
    return known;
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

  /// {@return how a member finds one of its operands}
  static Reach reach(Member reader, int operand) {
    Group group = reader.group;
    return group == null ? Reach.MEMORY : reach(reader, operand, group, reader.isNarrow);
  }

  private static Reach reach(Member reader, int operand, Group group, boolean narrow) {
    Member base = reader.base(operand);
    if (base.group != group) {
      return Reach.MEMORY;
    }
    Member input = reader.input(operand);
    if (!base.isRow) {
      return !narrow && input.isElementwise() ? Reach.DIRECT : Reach.MEMORY;
    }
    Shape shape = reader.operand(operand).shape();
    Strided from = Strided.of(layout(input, shape));
    if (narrow) {
      return group.hasRows(shape) && from.isAll() ? Reach.DIRECT : Reach.MEMORY;
    }
    boolean fits = shape.equals(group.shape()) && from.repeatsEach(group.row());
    return fits ? Reach.REPEATED : Reach.MEMORY;
  }

  private static Layout layout(Member member, Shape shape) {
    Layout view = member.view;
    return view != null ? view : Layout.contiguous(shape);
  }

  /// {@return whether a tensor is never written out: loops read it where it is, with zeros around}
  boolean isPadding(Tensor tensor) {
    return tensor.op() instanceof Routine.Padding && isPadding(of(tensor.node()));
  }

  /// {@return whether a node makes such a tensor}
  static boolean isPadding(Member member) {
    return member.node().op() instanceof Routine.Padding pad
        && pad.before(member.operand(0).shape()).isPresent()
        && isReadByLoopsAlone(member);
  }

  private static boolean isReadByLoopsAlone(Member member) {
    boolean loops = !member.isResult;
    for (int k = 0; k < member.readerCount(); k++) {
      loops &= member.reader(k).group != null;
    }
    return loops;
  }

  /// {@return whether what a node makes must be in memory, not only in a register; for a view, what
  /// it is a view of}
  static boolean isInMemory(Member member) {
    Member base = member.isView() ? member.base(0) : member;
    return isStored(base) && (base.isElementwise() || !isPadding(base));
  }

  /// {@return whether the result of a node that is no view must be in memory}
  static boolean isStored(Member base) {
    Boolean known = base.isStored;
    if (known == null) {
      known = !base.isElementwise() && !base.isRow || isNeededOutside(base, null);
      base.isStored = known;
    }
    return known;
  }

  /// Looks through views, which a loop may take in a register too.
  private static boolean isNeededOutside(Member member, @Nullable Member except) {
    ArrayDeque<Member> views = null;
    for (Member next = member; next != null; next = views == null ? null : views.poll()) {
      if (next.isResult) {
        return true;
      }
      for (int k = 0; k < next.readerCount(); k++) {
        Member reader = next.reader(k);
        if (reader.isView()) {
          views = views == null ? new ArrayDeque<>() : views;
          views.push(reader);
        } else if (reader != except && !takes(reader, next, member.group)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean takes(Member reader, Member producer, @Nullable Group group) {
    if (reader.group != group) {
      return false;
    }
    int operand = 0;
    while (reader.input(operand) != producer) {
      operand++;
    }
    return reach(reader, operand) != Reach.MEMORY;
  }

  /// A node comes after what it reads.
  private Member place(Node node) {
    var inputs = new Member[node.inputs().size()];
    for (int k = 0; k < inputs.length; k++) {
      inputs[k] = of(node.inputs().get(k).node());
    }
    var member = new Member(node, inputs);
    members.put(node, member);
    if (member.isElementwise()) {
      join(member, member.result().shape());
    } else {
      placeOther(member, inputs);
    }
    return member;
  }

  private void placeOther(Member member, Member[] inputs) {
    switch (member.node().op()) {
      case Leaf _ -> {}
      case View view -> look(view, member);
      case Elementwise _ -> join(member, member.result().shape());
      case Reduction _ -> join(member, member.operand(0).shape());
      case Routine _, Composite _, Control _ ->
          member.setStage(1 + Arrays.stream(inputs).mapToInt(Member::stage).max().orElse(-1));
    }
  }

  private static void look(View view, Member member) {
    member.setStage(member.input(0).stage());
    view.layout(layout(member.input(0), member.operand(0).shape()))
        .ifPresent(layout -> member.view = layout);
  }

  private void join(Member member, Shape shape) {
    int stage = 0;
    Group direct = null;
    boolean several = false;
    for (int k = 0; k < member.arity(); k++) {
      Group group = near(member, k, shape);
      int from = member.input(k).stage() + (group == null ? 1 : 0);
      if (from > stage) {
        stage = from;
        direct = null;
        several = false;
      }
      if (group != null && group.stage() == stage) {
        several |= direct != null && direct != group;
        direct = group;
      }
    }
    if (direct != null && !several && !direct.isFull()) {
      enter(member, direct, shape);
    } else {
      enter(member, openGroup(direct == null ? stage : stage + 1, shape), shape);
    }
  }

  /// {@return the group in which an op over a shape could take an input in a register}
  private static @Nullable Group near(Member member, int operand, Shape shape) {
    Group group = member.base(operand).group;
    if (group == null || !group.shape().equals(shape) && !group.hasRows(shape)) {
      return null;
    }
    boolean narrow = group.hasRows(shape);
    return reach(member, operand, group, narrow) == Reach.MEMORY ? null : group;
  }

  private Group openGroup(int stage, Shape shape) {
    return open.compute(
        new Key(stage, shape),
        (key, group) ->
            group == null || group.isFull() ? new Group(key.stage(), key.shape()) : group);
  }

  private static void enter(Member member, Group group, Shape shape) {
    member.enter(group);
    boolean once = group.hasRows(shape);
    member.isNarrow = once;
    member.isRow =
        member.node().op() instanceof Reduction op
            ? !once && group.foldsRows(Strided.of(op.target(shape)))
            : once;
  }

  /// Moves an op to the one later group that needs it, if at most one tensor more is stored for it:
  /// then its own result is not stored.
  private static void sink(Member member) {
    Group source = member.group;
    if (source == null || !member.isElementwise() || member.isNarrow || member.isResult) {
      return;
    }
    Group target = onlyReader(member);
    if (target != null
        && target != source
        && !target.isFull()
        && target.shape().equals(member.result().shape())
        && newlyStored(member) <= 1) {
      member.enter(target);
    }
  }

  /// {@return the group that all readers are in; a view or a routine is in none}
  private static @Nullable Group onlyReader(Member member) {
    Group first = member.readerCount() == 0 ? null : member.reader(0).group;
    for (int k = 1; k < member.readerCount(); k++) {
      if (member.reader(k).group != first) {
        return null;
      }
    }
    return first;
  }

  private static int newlyStored(Member member) {
    int count = 0;
    List<Tensor> inputs = member.node().inputs();
    for (int k = 0; k < inputs.size(); k++) {
      if (inputs.indexOf(inputs.get(k)) == k) {
        Member input = member.input(k);
        count += input.isElementwise() && !isNeededOutside(input, member) ? 1 : 0;
      }
    }
    return count;
  }
}
