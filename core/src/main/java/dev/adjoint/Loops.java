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
    int length = length(xs, sequences);
    var example = new Pair<>(init, Tree.map(xs, Loops::element));
    Traced traced = Traced.of((Pair<C, X> p) -> body.apply(p.first(), p.second()), example);
    Step<C, Y> step = Tree.join(traced.result(), traced.graph().outputs());
    checkCarry("scan", init, step.carry());
    List<Tensor> outputs = scan(traced.graph(), carries, sequences, length);
    Step<C, Y> last = Tree.join(traced.result(), outputs);
    return new Scanned<>(last.carry(), last.output());
  }

  private static List<Tensor> scan(
      Graph graph, List<Tensor> carries, List<Tensor> sequences, int length) {
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

  private static int length(Object xs, List<Tensor> sequences) {
    if (sequences.isEmpty()) {
      throw Misuse.of(
          "scan",
          "scan: there are no sequences, so the number of steps is unknown; use iterate(steps, …)");
    }
    for (Tensor x : sequences) {
      if (x.shape().rank() == 0 || x.shape().size(0) != sequences.getFirst().shape().size(0)) {
        throw Misuse.of(
            "scan",
            "scan: the sequences are %s; all need a first axis of one size, that of the steps, so slice them, or capture what is not a sequence"
                .formatted(sequences.stream().map(Tensor::type).toList()),
            Misuse.parts("sequence", xs));
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
      throw Misuse.of("iterate", "iterate: %d steps; give 0 or more".formatted(steps));
    }
    List<Tensor> carries = Tree.tensors(init);
    Traced traced = Traced.of(body, init);
    checkCarry("iterate", init, Tree.join(traced.result(), traced.graph().outputs()));
    Closure closure = Closure.of(traced.graph());
    Scan op =
        new Scan(closure.graphs().getFirst(), carries.size(), 0, steps, false, false, List.of())
            .saving(List.of());
    var inputs = new ArrayList<>(carries);
    inputs.addAll(closure.captured());
    return Tree.with(init, Node.of(op, inputs).outputs().subList(0, carries.size()));
  }

  /// A carry keeps its form and its types.
  private static void checkCarry(String name, Object before, Object after) {
    List<TensorType> types = Tree.tensors(before).stream().map(Tensor::type).toList();
    if (!Form.of(before).equals(Form.of(after))) {
      throw changed(
          name, before, after, "a carry keeps its record type, its lists and its fixed parts");
    }
    if (!types.equals(Tree.tensors(after).stream().map(Tensor::type).toList())) {
      throw changed(name, before, after, "a carry keeps its type, so cast or reshape one of them");
    }
  }

  private static IllegalArgumentException changed(
      String name, Object before, Object after, String rule) {
    return Misuse.of(
        name,
        "%s: the carry is %s before a step and %s after it; %s"
            .formatted(name, Misuse.types(before), Misuse.types(after), rule),
        Misuse.parts("before", before),
        Misuse.parts("after", after));
  }

  private static void checkCondition(Traced asks) {
    Tensor decides = asks.graph().outputs().getFirst();
    if (!decides.type().equals(TensorType.bool())) {
      throw Misuse.of(
          "whileLoop",
          "whileLoop: the condition must be bool[], but it is %s; compare with Less.of or the like, fold several with Any or All"
              .formatted(decides.type()),
          Misuse.parts("condition", decides));
    }
  }

  static <C> C limited(int limit, Function<C, Tensor> condition, Function<C, C> body, C init) {
    if (limit <= 0) {
      throw Misuse.of(
          "whileLoop", "whileLoop: a limit of %d; give a positive one".formatted(limit));
    }
    return loop(condition, body, init, limit);
  }

  static <C> C loop(Function<C, Tensor> condition, Function<C, C> body, C init, int limit) {
    List<Tensor> carries = Tree.tensors(init);
    Traced asks = Traced.of(condition, init);
    Traced does = Traced.of(body, init);
    checkCondition(asks);
    checkCarry("whileLoop", init, Tree.join(does.result(), does.graph().outputs()));
    Closure closure = Closure.of(asks.graph(), does.graph());
    var op = new While(closure.graphs().get(0), closure.graphs().get(1), carries.size(), limit);
    var inputs = new ArrayList<>(carries);
    inputs.addAll(closure.captured());
    return Tree.with(init, Node.of(op, inputs).outputs().subList(0, carries.size()));
  }

  static <A, B> B cond(Tensor predicate, Function<A, B> yes, Function<A, B> no, A argument) {
    Traced whenTrue = Traced.of(yes, argument);
    Traced whenFalse = Traced.of(no, argument);
    checkBranches(predicate, made(whenTrue), made(whenFalse));
    Closure closure = Closure.ofBranches(whenTrue.graph(), whenFalse.graph());
    var inputs = new ArrayList<>(List.of(predicate));
    inputs.addAll(Tree.tensors(argument));
    inputs.addAll(closure.captured());
    var op = new Cond(closure.graphs().get(0), closure.graphs().get(1));
    return Tree.join(whenTrue.result(), Node.of(op, inputs).outputs());
  }

  private static Object made(Traced branch) {
    return Tree.join(branch.result(), branch.graph().outputs());
  }

  private static void checkBranches(Tensor predicate, Object yes, Object no) {
    if (!predicate.type().equals(TensorType.bool())) {
      throw Misuse.of(
          "cond",
          "cond: the predicate must be bool[], but it is %s; compare with Less.of or the like, to choose element by element use Where.of"
              .formatted(predicate.type()),
          Misuse.parts("predicate", predicate));
    }
    if (!Form.of(yes).equals(Form.of(no)) || !Misuse.types(yes).equals(Misuse.types(no))) {
      throw Misuse.of(
          "cond",
          "cond: one branch makes %s and the other %s; both must make the same record or list of the same types"
              .formatted(Misuse.types(yes), Misuse.types(no)),
          Misuse.parts("one", yes),
          Misuse.parts("other", no));
    }
  }

  static <X, Y> Y map(Function<X, Y> f, X xs) {
    record Nothing() {}
    return scan((Nothing n, X x) -> new Step<>(n, f.apply(x)), new Nothing(), xs).outputs();
  }
}
