package dev.adjoint;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A user's function written down: the graph from its argument's tensors to its result's, and the
/// form of the result.
record Traced(Graph graph, Form result) {
  /// Runs a function once, on fresh variables.
  static <A, B> Traced of(Function<A, B> f, Form argument, List<TensorType> types) {
    List<Tensor> variables = types.stream().map(Tensor::variable).toList();
    var outputs = new ArrayList<Tensor>();
    B value = Scope.inside(() -> f.apply(Tree.<A>join(argument, variables)));
    Form result = Form.split(value, outputs);
    return new Traced(Graph.of(variables, outputs), result);
  }

  static <A, B> Traced of(Function<A, B> f, A argument) {
    var tensors = new ArrayList<Tensor>();
    Form form = Form.split(argument, tensors);
    return of(f, form, tensors.stream().map(Tensor::type).toList());
  }
}
