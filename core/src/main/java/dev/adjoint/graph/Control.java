package dev.adjoint.graph;

import java.util.List;

/// The kind of ops that hold graphs and run them: a loop, a choice.
///
/// The graphs are closed; what a user's function captured is an input of the op. They are
/// differentiated, batched and compiled by treating the graphs they hold, so this kind is sealed:
/// the passes know its forms, as they know the kinds.
public sealed interface Control extends Op permits Scan, While, Cond {
  /// {@return the graphs this op runs}
  List<Graph> graphs();

  @Override
  default String name() {
    return getClass().getSimpleName();
  }
}
