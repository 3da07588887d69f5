package dev.adjoint.op;

import com.google.common.collect.Sets;
import dev.adjoint.array.DType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What the test of an op has checked of it. The contracts [note][CoverageHook#note] each part as
/// it passes; a part counts where the formula contains the op itself.
///
/// Some names of the catalogue are no op but an expression of others, such as [Squeeze]; of them
/// the whole formula counts.
final class Coverage {
  /// What can be checked of a formula.
  enum Part {
    VALUE,
    /// The value in f32 is near that in f64.
    SINGLE,
    ORDER_1,
    ORDER_2,
    JVP,
    VMAP,
    COMPILED
  }

  private final Class<?> op;
  private final Map<Part, Set<Signature>> checked = new EnumMap<>(Part.class);
  private final Map<DType, Set<Signature>> accepted = new EnumMap<>(DType.class);
  private int properties;
  private int tries;

  Coverage(Class<?> op) {
    this.op = op;
    EnumSet.allOf(Part.class).forEach(part -> checked.put(part, new HashSet<>()));
  }

  /// A property of its test has run.
  void ran(int ofTries) {
    properties++;
    tries += ofTries;
  }

  void note(Part part, List<Tensor> formula) {
    List<Node> nodes = Graph.of(List.of(), formula).nodes();
    if (!isOp()) {
      seen(part).add(Signature.of(nodes, formula));
    }
    nodes.stream().filter(node -> node.op().getClass() == op).forEach(node -> note(part, node));
  }

  void note(Part part, Node node) {
    for (DType dtype : DType.values()) {
      accepted.computeIfAbsent(dtype, to -> Signature.accepted(node, to));
    }
    seen(part).add(Signature.of(node));
  }

  private Set<Signature> seen(Part part) {
    return checked.getOrDefault(part, Set.of());
  }

  /// Whether it is an op, not an expression of others.
  boolean isOp() {
    return Op.class.isAssignableFrom(op);
  }

  /// Whether there is something to differentiate by and to batch.
  boolean takesTensors() {
    return isOp()
        ? seen().isEmpty() || seen().stream().anyMatch(s -> !s.inputs().isEmpty())
        : Stream.of(op.getMethods())
            .flatMap(method -> Stream.of(method.getParameterTypes()))
            .anyMatch(type -> type == Tensor.class);
  }

  /// Whether there is a test beside it.
  boolean hasTest() {
    return op.getResource(name() + "Test.class") != null;
  }

  String name() {
    return op.getSimpleName();
  }

  int properties() {
    return properties;
  }

  int tries() {
    return tries;
  }

  boolean isChecked(Part part) {
    return part == Part.VALUE || part == Part.COMPILED || part == Part.VMAP
        ? !seen(part).isEmpty()
        : seen(part).stream().anyMatch(Signature::isDifferentiable);
  }

  /// Every signature it was seen with.
  Set<Signature> seen() {
    var all = new HashSet<Signature>();
    checked.values().forEach(all::addAll);
    return all;
  }

  /// The signatures whose values were checked.
  Set<Signature> values() {
    return Sets.union(seen(Part.VALUE), seen(Part.SINGLE));
  }

  /// Whether its type rule accepts a dtype with which its values were not checked.
  boolean lacks(DType dtype) {
    return !values().containsAll(accepted.getOrDefault(dtype, Set.of()));
  }
}
