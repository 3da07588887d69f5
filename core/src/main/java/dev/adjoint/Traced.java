package dev.adjoint;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Source;
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
    return on(variables, f, Tree.<A>join(argument, variables));
  }

  private static <A, B> Traced on(List<Tensor> variables, Function<A, B> f, A x) {
    var outputs = new ArrayList<Tensor>();
    B value = Scope.inside(() -> Source.many(() -> Transformed.atFresh(f, x)));
    Form result = Form.split(value, outputs);
    return new Traced(Graph.of(variables, outputs), result);
  }

  /// Runs a function once, on the argument itself if it is fresh variables.
  static <A, B> Traced of(Function<A, B> f, A argument, boolean fresh) {
    List<Tensor> tensors = Tree.tensors(argument);
    // a record's constructor may have put formulas in their place
    return fresh && tensors.stream().allMatch(Tensor::isVariable)
        ? on(tensors, f, argument)
        : of(f, argument);
  }

  static <A, B> Traced of(Function<A, B> f, A argument) {
    var tensors = new ArrayList<Tensor>();
    Form form = Form.split(argument, tensors);
    return of(f, form, tensors.stream().map(Tensor::type).toList());
  }
}
