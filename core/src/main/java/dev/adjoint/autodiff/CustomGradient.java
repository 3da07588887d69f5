package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Source;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// A function with a pullback of the user's own.
///
/// Both are graphs, so that what the user's pullback captured takes part in every transformation.
///
/// @param function from arguments and captured tensors to results
/// @param rule from arguments, captured tensors, results and their cotangents to cotangents of the
///   arguments
/// @param arguments how many of the inputs are arguments
public record CustomGradient(Graph function, Graph rule, int arguments)
    implements Composite.Differentiable {
  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    return function.outputs().stream().map(Tensor::type).toList();
  }

  @Override
  public List<Tensor> expandAll(List<Tensor> inputs) {
    return function.apply(inputs);
  }

  @Override
  public List<Tensor> pullback(
      List<Integer> wanted, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    List<Tensor> xBars = rule.apply(concat(inputs, outputs, cotangents));
    return wanted.stream().map(k -> cotangent(k, inputs, xBars)).toList();
  }

  private Tensor cotangent(int input, List<Tensor> inputs, List<Tensor> xBars) {
    if (input >= arguments) {
      throw new IllegalArgumentException(
          "customGradient: the function also depends on a captured %s, of which its pullback says nothing; make it part of the argument, or hold it with stopGradient%s"
              .formatted(inputs.get(input).type(), Source.here().mark(this)));
    }
    return xBars.get(input);
  }

  @Override
  public String toString() {
    return "CustomGradient[]";
  }
}
