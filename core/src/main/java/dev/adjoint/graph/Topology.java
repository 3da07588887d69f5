package dev.adjoint.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Topological order, depth-first with a stack on the heap: a chain of a million nodes needs no
/// deep call stack.
///
/// @param <T> the type of the nodes, told apart by identity
public final class Topology<T> {
  /// Says what a node depends on.
  ///
  /// @param <T> the type of the nodes
  public interface Dependencies<T> {
    /// {@return how many dependencies there are to be asked for}
    ///
    /// @param node the node
    int count(T node);

    /// {@return a dependency, or null; of two that do not depend on each other the one with the
    /// smaller number is listed first}
    ///
    /// @param node the node
    /// @param number its number
    @Nullable T at(T node, int number);

    /// Hears of each node when it is listed; another walk for it would have to fetch it again.
    ///
    /// @param node the node
    default void list(T node) {}
  }

  private final Dependencies<T> dependencies;
  private final List<T> order = new ArrayList<>();
  private final IdentityTable<T, Boolean> reached = new IdentityTable<>();

  /// Nodes each of which depends on the next one, and how many of its dependencies were looked at.
  private final List<T> path = new ArrayList<>();

  private int[] looked = new int[16];

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
    enter(root);
    while (!path.isEmpty()) {
      advance();
    }
  }

  /// Goes on to the next dependency, or lists the node if there are no more.
  private void advance() {
    int last = path.size() - 1;
    T node = path.get(last);
    int number = looked[last]++;
    if (number == dependencies.count(node)) {
      order.add(node);
      dependencies.list(node);
      path.removeLast();
      return;
    }
    T next = dependencies.at(node, number);
    if (next != null) {
      enter(next);
    }
  }

  private void enter(T node) {
    if (reached.put(node, true) != null) {
      return;
    }
    if (path.size() == looked.length) {
      looked = Arrays.copyOf(looked, 2 * looked.length);
    }
    looked[path.size()] = 0;
    path.add(node);
  }
}
