package dev.adjoint.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// Topological order, depth-first with a stack on the heap: a chain of a million nodes needs no
/// deep call stack.
///
/// @param <T> the type of the nodes, told apart by identity
public final class Topology<T> {
  /// Says what a node depends on.
  ///
  /// @param <T> the type of the nodes
  @FunctionalInterface
  public interface Dependencies<T> {
    /// Shows each dependency to a visitor; the last one shown is listed first.
    ///
    /// @param node the node
    /// @param visitor takes the dependencies
    void visit(T node, Consumer<T> visitor);
  }

  private final Dependencies<T> dependencies;
  private final List<T> order = new ArrayList<>();
  private final ArrayDeque<T> stack = new ArrayDeque<>();

  /// Whether a node that was visited is listed.
  private final IdentityTable<T, Boolean> listed = new IdentityTable<>();

  private Topology(Dependencies<T> dependencies) {
    this.dependencies = dependencies;
  }

  /// {@return everything reachable from the roots, each after what it depends on}
  ///
  /// @param roots where to begin
  /// @param dependencies what must come before a node; no cycles
  /// @param <T> the type of the nodes, told apart by identity
  public static <T> List<T> sort(Iterable<T> roots, Dependencies<T> dependencies) {
    var topology = new Topology<>(dependencies);
    roots.forEach(topology::reach);
    return Collections.unmodifiableList(topology.order);
  }

  private void reach(T root) {
    Consumer<T> push = this::push;
    stack.push(root);
    while (!stack.isEmpty()) {
      visit(push);
    }
  }

  /// The first visit pushes what the node depends on, the second one lists the node.
  private void visit(Consumer<T> push) {
    T node = stack.element();
    Boolean state = listed.find(node);
    if (state == null) {
      listed.put(node, false);
      dependencies.visit(node, push);
      return;
    }
    stack.pop();
    if (!state) {
      listed.put(node, true);
      order.add(node);
    }
  }

  private void push(T dependency) {
    if (!listed.contains(dependency)) {
      stack.push(dependency);
    }
  }
}
