package dev.adjoint.graph;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import java.util.List;

/// A choice between two formulas, of which one is computed: `p ? whenTrue(x) : whenFalse(x)`.
///
/// Inputs: the predicate, a bool scalar, and the inputs of both graphs. Outputs: those of the graph
/// that was chosen.
///
/// @param whenTrue what to compute if the predicate holds
/// @param whenFalse what to compute if it does not; of the same inputs, to the same types
public record Cond(Graph whenTrue, Graph whenFalse) implements Control {
  @Override
  public List<Graph> graphs() {
    return List.of(whenTrue, whenFalse);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1 + whenTrue.inputs().size());
    if (!inputs.getFirst().equals(TensorType.of(DType.BOOL))) {
      throw new IllegalArgumentException(
          "cond: the predicate must be bool[], but it is %s; to choose element by element use Where"
              .formatted(inputs.getFirst()));
    }
    checkInputs("true branch", whenTrue, inputs.subList(1, inputs.size()));
    checkInputs("false branch", whenFalse, inputs.subList(1, inputs.size()));
    List<TensorType> types = types(whenTrue);
    if (!types.equals(types(whenFalse))) {
      throw new IllegalArgumentException(
          "cond: one branch makes %s and the other %s; both must make the same types"
              .formatted(types, types(whenFalse)));
    }
    return types;
  }

  private static List<TensorType> types(Graph graph) {
    return graph.outputs().stream().map(Tensor::type).toList();
  }

  @Override
  public String toString() {
    return "Cond[]";
  }
}
