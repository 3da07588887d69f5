package dev.adjoint.compile;

import dev.adjoint.array.Layout;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What fusion knows of a node.
final class Member {
  private final Node node;
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

  Member(Node node) {
    this.node = node;
  }

  Node node() {
    return node;
  }

  /// {@return its stage; -1 for what is there before the first step}
  int stage() {
    return stage;
  }

  void setStage(int stage) {
    this.stage = stage;
  }

  boolean isElementwise() {
    return node.op() instanceof Elementwise;
  }

  boolean isView() {
    return node.op() instanceof View;
  }

  /// {@return the nodes that read it, once for each operand that it is}
  List<Member> readers() {
    return readers;
  }

  void isReadBy(Member reader) {
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
