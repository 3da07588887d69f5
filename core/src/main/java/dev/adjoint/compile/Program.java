package dev.adjoint.compile;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import java.util.List;

/// A graph that can run.
public final class Program {
  private final Graph graph;

  Program(Graph graph) {
    this.graph = graph;
  }

  /// {@return the results}
  ///
  /// @param arguments the arguments
  public List<NDArray> run(List<NDArray> arguments) {
    return Interpreter.run(graph, arguments);
  }

  @Override
  public String toString() {
    return graph.toString();
  }
}
