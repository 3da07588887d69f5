package dev.adjoint.autodiff;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// A composite with a pullback of its own, of each element of a batch: its expansion and its
/// pullback, both batched, so that a gradient of one's own is honoured inside of `vmap`.
///
/// @param element the composite of one element
record BatchedComposite(Composite.Differentiable element) implements Composite.Differentiable {
  private static final List<Integer> FIRST = List.of(0);

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    int size = inputs.getFirst().shape().size(0);
    return element.types(inputs.stream().map(BatchedComposite::one).toList()).stream()
        .map(type -> type.withShape(type.shape().prepend(size)))
        .toList();
  }

  private static TensorType one(TensorType x) {
    return x.withShape(x.shape().without(FIRST));
  }

  private static List<Tensor> elements(List<Tensor> batches) {
    return batches.stream().map(x -> Tensor.variable(one(x.type()))).toList();
  }

  @Override
  public List<Tensor> expandAll(List<Tensor> inputs) {
    List<Tensor> xs = elements(inputs);
    return Batching.all(Graph.of(xs, element.expandAll(xs)), inputs);
  }

  @Override
  public List<Tensor> pullback(
      List<Integer> wanted, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    List<Tensor> xs = elements(inputs);
    List<Tensor> ys = elements(outputs);
    List<Tensor> yBars = elements(cotangents);
    Graph rule = Graph.of(Pullbacks.concat(xs, ys, yBars), element.pullback(wanted, xs, ys, yBars));
    return Batching.all(rule, Pullbacks.concat(inputs, outputs, cotangents));
  }

  @Override
  public String name() {
    return "Batched" + element.name();
  }
}
