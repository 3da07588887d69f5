package dev.adjoint.compile;

import dev.adjoint.graph.Graph;

/// From graph to program.
public final class Compiler {
  private Compiler() {}

  /// {@return the program of a graph}
  ///
  /// @param graph the graph
  public static Program compile(Graph graph) {
    return new Program(graph);
  }

  /// {@return a program to run once}
  ///
  /// @param graph the graph
  public static Program once(Graph graph) {
    return new Program(graph);
  }
}
