package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Rewriting;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/// A function from graph to graph that keeps its meaning.
@FunctionalInterface
public interface Pass extends UnaryOperator<Graph> {
  /// {@return the graph with each node rewritten once, inputs first; the graph itself if nothing
  /// changed}
  ///
  /// @param graph the graph
  /// @param rule what each node becomes
  static Graph walk(Graph graph, Rewriting.Rule rule) {
    List<Tensor> outputs = new Rewriting().apply(graph, rule);
    return outputs.equals(graph.outputs()) ? graph : Graph.of(graph.inputs(), outputs);
  }

  /// {@return the passes one after another}
  ///
  /// @param passes the passes
  static Pass sequence(Pass... passes) {
    return graph -> {
      Graph result = graph;
      for (Pass pass : List.of(passes)) {
        result = pass.apply(result);
      }
      return result;
    };
  }
}
