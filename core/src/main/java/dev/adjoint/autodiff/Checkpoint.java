package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;
import static dev.adjoint.autodiff.Pullbacks.variables;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// A function whose pullback computes it again instead of keeping what it computed. Source:
/// Griewank and Walther, *Evaluating Derivatives*, 2nd ed. (2008), §12.
///
/// @param graph the function, closed
public record Checkpoint(Graph graph) implements Composite.Differentiable {
  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    return graph.outputs().stream().map(Tensor::type).toList();
  }

  @Override
  public List<Tensor> expandAll(List<Tensor> inputs) {
    return graph.apply(inputs);
  }

  @Override
  public List<Tensor> pullback(
      List<Integer> wanted, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    List<Tensor> again = Node.of(new Barrier(inputs.size()), concat(inputs, cotangents)).outputs();
    List<Tensor> yBars = variables(cotangents);
    List<Tensor> xBars =
        ReverseMode.pullback(
            graph.outputs(), yBars, wanted.stream().map(graph.inputs()::get).toList());
    return Graph.of(concat(graph.inputs(), yBars), xBars).apply(concat(again, cotangents));
  }

  @Override
  public String toString() {
    return "Checkpoint[]";
  }
}
