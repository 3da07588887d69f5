package dev.adjoint;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Loops and choices over trees: the user's functions are written down once, what they captured is
/// handed in.
final class Loops {
  private record Pair<A, B>(A first, B second) {}

  private Loops() {}

  static <C, X, Y> Scanned<C, Y> scan(BiFunction<C, X, Step<C, Y>> body, C init, X xs) {
    List<Tensor> carries = Tree.tensors(init);
    List<Tensor> sequences = Tree.tensors(xs);
    int length = length(sequences);
    var example = new Pair<>(init, Tree.map(xs, Loops::element));
    Traced traced = Traced.of((Pair<C, X> p) -> body.apply(p.first(), p.second()), example);
    List<Tensor> outputs =
        scan(traced.graph(), carries, sequences, length, Form.of(init), traced.result());
    Step<C, Y> last = Tree.join(traced.result(), outputs);
    return new Scanned<>(last.carry(), last.output());
  }

  private static List<Tensor> scan(
      Graph graph,
      List<Tensor> carries,
      List<Tensor> sequences,
      int length,
      Form init,
      Form result) {
    if (!(result instanceof Form.OfRecord(var _, List<Form> parts))
        || !parts.getFirst().equals(init)) {
      throw new IllegalArgumentException(
          "scan: the body's carry has another form than the first one, which holds "
              + carries.stream().map(Tensor::type).toList()
              + "; a carry keeps its record type and its lists");
    }
    Closure closure = Closure.of(graph);
    Scan op =
        new Scan(
                closure.graphs().getFirst(),
                carries.size(),
                sequences.size(),
                length,
                false,
                false,
                List.of())
            .saving(List.of());
    var inputs = new ArrayList<>(carries);
    inputs.addAll(sequences);
    inputs.addAll(closure.captured());
    return Node.of(op, inputs).outputs().subList(0, graph.outputs().size());
  }

  private static int length(List<Tensor> sequences) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException(
          "scan: there are no sequences, so the number of steps is unknown; use iterate(steps, …)");
    }
    for (Tensor x : sequences) {
      if (x.shape().rank() == 0 || x.shape().size(0) != sequences.getFirst().shape().size(0)) {
        throw new IllegalArgumentException(
            "scan: the sequences are %s; all need a first axis of one size, that of the steps"
                .formatted(sequences.stream().map(Tensor::type).toList()));
      }
    }
    return sequences.getFirst().shape().size(0);
  }

  private static Tensor element(Tensor sequence) {
    TensorType type = sequence.type();
    return Tensor.variable(type.withShape(type.shape().without(List.of(0))));
  }

  static <C> C iterate(int steps, Function<C, C> body, C init) {
    if (steps < 0) {
      throw new IllegalArgumentException(
          "iterate: %d steps; there must be 0 or more".formatted(steps));
    }
    List<Tensor> carries = Tree.tensors(init);
    Traced traced = Traced.of(body, init);
    checkForm("iterate", Form.of(init), traced.result());
    Closure closure = Closure.of(traced.graph());
    Scan op =
        new Scan(closure.graphs().getFirst(), carries.size(), 0, steps, false, false, List.of())
            .saving(List.of());
    var inputs = new ArrayList<>(carries);
    inputs.addAll(closure.captured());
    return Tree.with(init, Node.of(op, inputs).outputs().subList(0, carries.size()));
  }

  private static void checkForm(String name, Form before, Form after) {
    if (!before.equals(after)) {
      throw new IllegalArgumentException(
          name
              + ": the carry has another form after a step than before it; it keeps its record type and its lists");
    }
  }

  static <C> C loop(Function<C, Tensor> condition, Function<C, C> body, C init, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException(
          "whileLoop: a limit of " + limit + "; it must be positive");
    }
    List<Tensor> carries = Tree.tensors(init);
    Traced asks = Traced.of(condition, init);
    Traced does = Traced.of(body, init);
    checkForm("whileLoop", Form.of(init), does.result());
    Closure closure = Closure.of(asks.graph(), does.graph());
    var op = new While(closure.graphs().get(0), closure.graphs().get(1), carries.size(), limit);
    var inputs = new ArrayList<>(carries);
    inputs.addAll(closure.captured());
    return Tree.with(init, Node.of(op, inputs).outputs().subList(0, carries.size()));
  }

  static <A, B> B cond(Tensor predicate, Function<A, B> yes, Function<A, B> no, A argument) {
    Traced whenTrue = Traced.of(yes, argument);
    Traced whenFalse = Traced.of(no, argument);
    if (!whenTrue.result().equals(whenFalse.result())) {
      throw new IllegalArgumentException(
          "cond: the branches return trees of different forms; both must return the same record type with equal lists");
    }
    Closure closure = Closure.of(whenTrue.graph(), whenFalse.graph());
    var inputs = new ArrayList<>(List.of(predicate));
    inputs.addAll(Tree.tensors(argument));
    inputs.addAll(closure.captured());
    var op = new Cond(closure.graphs().get(0), closure.graphs().get(1));
    return Tree.join(whenTrue.result(), Node.of(op, inputs).outputs());
  }

  static <X, Y> Y map(Function<X, Y> f, X xs) {
    record Nothing() {}
    return scan((Nothing n, X x) -> new Step<>(n, f.apply(x)), new Nothing(), xs).outputs();
  }
}
