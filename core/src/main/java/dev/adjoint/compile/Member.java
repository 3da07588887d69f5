package dev.adjoint.compile;

import dev.adjoint.array.Layout;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What fusion knows of a node.
final class Member {
  private static final Member[] NONE = {};

  private final Node node;
  private final boolean isElementwise;
  private final boolean isView;

  /// What made its operands.
  private final Member[] inputs;

  private int stage = -1;
  private Member[] readers = NONE;
  private int readerCount;

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

  /// The register that its result is in: of its group's loop, of a view in the latest loop that
  /// reads it.
  int register = -1;

  /// The latest loop that reads a view.
  @Nullable Group reader;

  /// The operands that it finds in the register they were computed in, and those that are repeated
  /// along the rows: a bit for each.
  private int direct;

  private int repeated;

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

  /// {@return how many operands it is}
  int readerCount() {
    return readerCount;
  }

  /// {@return a node that reads it; one is there once for each operand that this is}
  Member reader(int number) {
    return readers[number];
  }

  private void isReadBy(Member reader) {
    if (readerCount == readers.length) {
      readers = Arrays.copyOf(readers, 2 * readerCount + 1);
    }
    readers[readerCount++] = reader;
  }

  /// Notes how it finds an operand.
  void finds(int operand, Fusion.Reach reach) {
    direct |= (reach == Fusion.Reach.DIRECT ? 1 : 0) << operand;
    repeated |= (reach == Fusion.Reach.REPEATED ? 1 : 0) << operand;
  }

  boolean isDirect(int operand) {
    return (direct >> operand & 1) == 1;
  }

  boolean isRepeated(int operand) {
    return (repeated >> operand & 1) == 1;
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
