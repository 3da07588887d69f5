package dev.adjoint.compile;

import dev.adjoint.array.Layout;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What fusion knows of a node.
final class Member {
  private final Node node;
  private final boolean isElementwise;
  private final boolean isView;

  /// What made its operands.
  private final Member[] inputs;

  private int stage = -1;
  private List<Member> readers = List.of();

  /// The loop it is in; null for what is no elementwise op and no reduction.
  @Nullable Group group;

  /// The layout of a view over its base.
  @Nullable Layout view;

  /// Whether it is a result of the graph.
  boolean isResult;

  /// Whether its result is one value for each row of its group.
  boolean isRow;

  /// Whether it is done once for each row.
  boolean isNarrow;

  /// Whether its result must be in memory, once that has been found out.
  @Nullable Boolean isStored;

  /// The register of its group's loop that its result is in.
  int register = -1;

  /// How many instructions of that loop have still to read the register.
  int left;

  Member(Node node, Member[] inputs) {
    this.node = node;
    this.isElementwise = node.op() instanceof Elementwise;
    this.isView = node.op() instanceof View;
    this.inputs = inputs;
    for (Member input : inputs) {
      input.isReadBy(this);
    }
  }

  Node node() {
    return node;
  }

  /// {@return the number of operands}
  int arity() {
    return inputs.length;
  }

  /// {@return an operand}
  Tensor operand(int number) {
    return node.inputs().get(number);
  }

  /// {@return what made an operand}
  Member input(int number) {
    return inputs[number];
  }

  /// {@return what made the tensor that an operand is a view of; of one that is no view, itself}
  Member base(int number) {
    Member base = inputs[number];
    while (base.isView()) {
      base = base.inputs[0];
    }
    return base;
  }

  /// {@return the first tensor that it makes, most often the only one}
  Tensor result() {
    return node.outputs().getFirst();
  }

  /// {@return its stage; -1 for what is there before the first step}
  int stage() {
    return stage;
  }

  void setStage(int stage) {
    this.stage = stage;
  }

  boolean isElementwise() {
    return isElementwise;
  }

  boolean isView() {
    return isView;
  }

  /// {@return the nodes that read it, once for each operand that it is}
  List<Member> readers() {
    return readers;
  }

  private void isReadBy(Member reader) {
    if (readers.isEmpty()) {
      readers = new ArrayList<>(2);
    }
    readers.add(reader);
  }

  /// Puts it into a group.
  void enter(Group target) {
    if (group != null) {
      group.leave();
    }
    target.enter();
    group = target;
    stage = target.stage();
  }
}
