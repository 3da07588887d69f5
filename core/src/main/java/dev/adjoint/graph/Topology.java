package dev.adjoint.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Topological order, depth-first with a stack on the heap: a chain of a million nodes needs no
/// deep call stack.
public final class Topology {
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

  private Topology() {}

  /// {@return everything reachable from the roots, each after what it depends on}
  ///
  /// @param roots where to begin
  /// @param dependencies what must come before a node; no cycles
  /// @param <T> the type of the nodes, told apart by identity
  public static <T> List<T> sort(Iterable<T> roots, Dependencies<T> dependencies) {
    var order = new ArrayList<T>();
    Map<T, Boolean> listed = new IdentityHashMap<>();
    var stack = new ArrayDeque<T>();
    for (T root : roots) {
      stack.push(root);
      while (!stack.isEmpty()) {
        visit(stack, listed, order, dependencies);
      }
    }
    return Collections.unmodifiableList(order);
  }

  /// The first visit pushes what the node depends on, the second one lists the node.
  private static <T> void visit(
      ArrayDeque<T> stack, Map<T, Boolean> listed, List<T> order, Dependencies<T> before) {
    T node = stack.element();
    Boolean state = listed.putIfAbsent(node, false);
    if (state != null) {
      stack.pop();
      if (!state) {
        listed.put(node, true);
        order.add(node);
      }
      return;
    }
    before.visit(
        node,
        dependency -> {
          if (!listed.containsKey(dependency)) {
            stack.push(dependency);
          }
        });
  }
}
