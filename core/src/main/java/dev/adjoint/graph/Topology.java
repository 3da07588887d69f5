package dev.adjoint.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
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

    /// Hears of each node when it is reached, before its dependencies: another walk for it would
    /// have to fetch it again.
    ///
    /// @param node the node
    default void reach(T node) {}
  }

  private final Dependencies<T> dependencies;
  private final List<T> order = new ArrayList<>();
  private final IdentityTable<T, Boolean> reached = new IdentityTable<>();

  /// What is to be looked at, the last first; a node that was reached stands below what it depends
  /// on. So a node is fetched once, not again for each dependency.
  private @Nullable Object[] stack = new @Nullable Object[16];

  private boolean[] isReached = new boolean[stack.length];
  private int size;

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
    push(root);
    while (size > 0) {
      advance();
    }
  }

  /// Lists the node on top if what it depends on has been listed.
  @SuppressWarnings("unchecked") // only `push` writes
  private void advance() {
    int top = size - 1;
    T node = (T) Objects.requireNonNull(stack[top]);
    if (isReached[top]) {
      size = top;
      order.add(node);
    } else if (reached.put(node, true) != null) {
      size = top;
    } else {
      isReached[top] = true;
      dependencies.reach(node);
      pushDependencies(node);
    }
  }

  private void pushDependencies(T node) {
    for (int k = dependencies.count(node) - 1; k >= 0; k--) {
      T next = dependencies.at(node, k);
      if (next != null) {
        push(next);
      }
    }
  }

  private void push(T node) {
    if (size == stack.length) {
      stack = Arrays.copyOf(stack, 2 * size);
      isReached = Arrays.copyOf(isReached, 2 * size);
    }
    isReached[size] = false;
    stack[size++] = node;
  }
}
