package dev.adjoint.graph;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import java.util.ArrayList;
import java.util.List;

/// A loop that runs while a condition on its carries holds: `while (condition(c, k)) c = body(c,
/// k)`.
///
/// Inputs of both graphs: the carries `c`, the shared tensors `k`. Inputs of the op: the first
/// carries, the shared tensors. Outputs: the last carries, and the number of steps that ran (i32).
///
/// A body may have results after its carries, if there is a limit. They are outputs of the op too,
/// stacked along a first axis of the length of the limit, with zeros for steps that did not run.
/// Only the compiler makes such loops: derivatives and batches are taken of loops without results.
///
/// @param condition from carries and shared tensors to a bool scalar
/// @param body from carries and shared tensors to the new carries
/// @param carries how many of the inputs are carried
/// @param limit the most steps that may run, which reverse mode needs to know; 0 for no limit
public record While(Graph condition, Graph body, int carries, int limit) implements Control {
  @Override
  public List<Graph> graphs() {
    return List.of(condition, body);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, body.inputs().size());
    checkInputs("body", body, inputs);
    checkInputs("condition", condition, inputs);
    TensorType decides = condition.outputs().getFirst().type();
    if (!decides.equals(TensorType.of(DType.BOOL))) {
      throw new IllegalArgumentException(
          "while: the condition must be bool[], but it is %s; fold it with Any or All"
              .formatted(decides));
    }
    var types = new ArrayList<TensorType>();
    for (int k = 0; k < carries; k++) {
      types.add(carried(inputs.get(k), k));
    }
    types.add(TensorType.of(DType.INT32));
    List<Tensor> results = body.outputs().subList(carries, body.outputs().size());
    results.forEach(y -> types.add(y.type().withShape(y.shape().prepend(limit))));
    return types;
  }

  /// {@return whether a scan of as many steps as this loop ran does the same again}
  ///
  /// @param scan the scan
  public boolean isRepeatedBy(Scan scan) {
    return scan.body() == body
        && scan.carries() == carries
        && scan.sequences() == 0
        && scan.length() == limit
        && scan.counted()
        && !scan.reversed();
  }

  /// {@return the same loop with further results}
  ///
  /// @param results tensors of the body
  public While stacking(List<Tensor> results) {
    var outputs = new ArrayList<>(body.outputs());
    outputs.addAll(results);
    return new While(condition, Graph.of(body.inputs(), outputs), carries, limit);
  }

  private TensorType carried(TensorType before, int k) {
    TensorType after = body.outputs().get(k).type();
    if (!before.equals(after)) {
      throw new IllegalArgumentException(
          "while: carry %d is %s before a step and %s after it; a carry keeps its type, so cast or reshape one of them"
              .formatted(k, before, after));
    }
    return after;
  }

  /// {@return the error of a loop that did not end}
  ///
  /// @param source where the loop was built
  public IllegalStateException endless(Source source) {
    return new IllegalStateException(
        "whileLoop: the condition still holds after %d steps, the limit of this loop; raise the limit or mend the condition%s"
            .formatted(limit, source.mark("whileLoop")));
  }

  @Override
  public String toString() {
    return "While[carries=%d%s]".formatted(carries, limit == 0 ? "" : ", limit=" + limit);
  }
}
