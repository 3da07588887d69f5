package dev.adjoint.compile;

import dev.adjoint.graph.IdentityTable;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Moves a whole group into the first later one that takes results of it in registers, where
/// nothing in between reads them: two passes over memory become one.
///
/// Adam is such a case: its means are known at once, its parameters only when a number that counts
/// the steps is, so they come a stage later.
final class Postponement {
  private final IdentityTable<Group, List<Member>> members = new IdentityTable<>();
  private final List<Group> order = new ArrayList<>();

  private Postponement() {}

  /// Moves what can be moved; a group after those that come later.
  ///
  /// @param nodes the nodes of a graph in their order
  static void apply(Member[] nodes) {
    var postponement = new Postponement();
    for (Member node : nodes) {
      postponement.collect(node);
    }
    postponement.order.reversed().forEach(postponement::move);
  }

  /// Full groups stay.
  private void collect(Member member) {
    Group group = member.group;
    if (group == null || group.isFull()) {
      return;
    }
    List<Member> known = members.find(group);
    if (known == null) {
      known = new ArrayList<>();
      members.put(group, known);
      order.add(group);
    }
    known.add(member);
  }

  private void move(Group source) {
    List<Member> moved = members.findOr(source, List.of());
    Group target = first(moved, source);
    if (target != null
        && target.shape().equals(source.shape())
        && source.size() + target.size() <= Group.CAPACITY
        && moved.stream().allMatch(member -> member.isElementwise() && !member.isNarrow)
        && moved.stream().noneMatch(member -> isReadFromMemory(member, target))) {
      moved.forEach(member -> member.enter(target));
      members.findOr(target, moved).addAll(moved);
    }
  }

  /// {@return the earliest group that reads a group, if nothing else reads it as early}
  private static @Nullable Group first(List<Member> members, Group source) {
    int least = Integer.MAX_VALUE;
    Group first = null;
    for (Member member : members) {
      for (int k = 0; k < member.readerCount(); k++) {
        Member reader = member.reader(k);
        Group group = reader.group;
        if (group != source) {
          int stage = reader.isView() ? -1 : reader.stage();
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
  private static boolean isReadFromMemory(Member member, Group target) {
    for (int k = 0; k < member.readerCount(); k++) {
      Member reader = member.reader(k);
      if (reader.group == target && (reader.isNarrow || !isOfShape(reader, member, target))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfShape(Member reader, Member member, Group target) {
    List<Tensor> inputs = reader.node().inputs();
    return inputs.stream()
        .filter(input -> input.node() == member.node())
        .allMatch(input -> input.shape().equals(target.shape()));
  }
}
