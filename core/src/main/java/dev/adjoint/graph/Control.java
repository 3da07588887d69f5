package dev.adjoint.graph;

import dev.adjoint.array.TensorType;
import java.util.List;
import java.util.Locale;

/// The kind of ops that hold graphs and run them: a loop, a choice.
///
/// The graphs are closed; what a user's function captured is an input of the op. They are
/// differentiated, batched and compiled by treating the graphs they hold, so this kind is sealed:
/// the passes know its forms, as they know the kinds.
public sealed interface Control extends Op permits Scan, While, Cond {
  /// {@return the graphs this op runs}
  List<Graph> graphs();

  /// Checks that a graph of this op takes some inputs.
  ///
  /// @param role what the graph is to this op
  /// @param graph the graph
  /// @param inputs the types it is given
  /// @throws IllegalArgumentException if it takes others
  default void checkInputs(String role, Graph graph, List<TensorType> inputs) {
    if (!graph.inputTypes().equals(inputs)) {
      throw new IllegalArgumentException(
          "%s: the %s takes %s, but is given %s"
              .formatted(name().toLowerCase(Locale.ROOT), role, graph.inputTypes(), inputs));
    }
  }

  @Override
  default String name() {
    return getClass().getSimpleName();
  }
}
