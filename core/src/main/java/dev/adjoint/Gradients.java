package dev.adjoint;

import dev.adjoint.array.TensorType;
import dev.adjoint.autodiff.Checkpoint;
import dev.adjoint.autodiff.CustomGradient;
import dev.adjoint.autodiff.ReverseMode;
import dev.adjoint.autodiff.Transformations;
import dev.adjoint.compile.Compiler;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Derivatives along directions, and functions with a gradient of their own.
final class Gradients {
  private Gradients() {}

  /// Only the first output is given a cotangent.
  static <A, B> ValueGradAux<A, B> aux(String name, Function<A, Aux<B>> f, A x, boolean fresh) {
    Misuse.checkTree(name, x);
    Traced traced = Traced.of(f, x, fresh);
    Tensor y = traced.graph().outputs().getFirst();
    Adjoint.checkScalar(name, y);
    ReverseMode.Pulled at =
        ReverseMode.pullback(traced.graph(), Tree.tensors(x), List.of(Tensor.ones(y.type())));
    Aux<B> all = Tree.join(traced.result(), at.values());
    return new ValueGradAux<>(all.value(), Tree.with(x, at.xBars()), all.aux());
  }

  static <A, B> Jvp<B> jvp(String name, Function<A, B> f, A x, A xDot) {
    Misuse.checkTree(name, x);
    Traced traced = Traced.of(f, x);
    List<Tensor> tangents = tangents(name, x, xDot);
    var pushed = Transformations.jvp(traced.graph(), Tree.tensors(x), tangents);
    return new Jvp<>(
        Tree.join(traced.result(), pushed.values()), Tree.join(traced.result(), pushed.tangents()));
  }

  private static <A> List<Tensor> tangents(String name, A x, A xDot) {
    List<Tensor> tangents = Tree.tensors(xDot);
    List<TensorType> given = tangents.stream().map(Tensor::type).toList();
    List<TensorType> wanted = Tree.tensors(x).stream().map(Tensor::type).toList();
    if (!given.equals(wanted)) {
      throw Misuse.of(
          name,
          "%s: the argument is %s, but the tangent is %s; give one of the same types"
              .formatted(name, wanted, given),
          Misuse.parts("argument", x),
          Misuse.parts("tangent", xDot));
    }
    return tangents;
  }

  /// What the tangent's formula takes from the function's values is computed now, if there are
  /// numbers; else it is a formula too.
  static <A, B> Linearized<A, B> linearize(Function<A, B> f, A x) {
    Traced traced = Traced.of(f, x);
    List<Tensor> at = Tree.tensors(x);
    List<Tensor> xDots = at.stream().map(v -> Tensor.variable(v.type())).toList();
    var pushed = Transformations.jvp(traced.graph(), at, xDots);
    Closure linear = Closure.of(Graph.of(xDots, pushed.tangents()));
    var known = new ArrayList<>(pushed.values());
    known.addAll(linear.captured());
    List<Tensor> computed = computed(known);
    int values = pushed.values().size();
    return new Linearized<>(
        Tree.join(traced.result(), computed.subList(0, values)),
        xDot -> {
          var inputs = new ArrayList<>(tangents("linearize", x, xDot));
          inputs.addAll(computed.subList(values, computed.size()));
          return Tree.join(traced.result(), linear.graphs().getFirst().apply(inputs));
        });
  }

  private static List<Tensor> computed(List<Tensor> formulas) {
    Graph graph = Graph.of(List.of(), formulas);
    return graph.freeVariables().isEmpty()
        ? Compiler.once(graph).run(List.of()).stream().map(Tensor::constant).toList()
        : formulas;
  }

  static <A, B> B checkpoint(Function<A, B> f, A x) {
    Traced traced = Traced.of(f, x);
    Closure closure = Closure.of(traced.graph());
    var inputs = new ArrayList<>(Tree.tensors(x));
    inputs.addAll(closure.captured());
    return Tree.join(
        traced.result(), Node.of(new Checkpoint(closure.graphs().getFirst()), inputs).outputs());
  }

  static <A, B> B custom(Function<A, B> f, Pullback<A, B> pullback, A x) {
    record Known<A, B>(A x, B y, B yBar) {}
    Traced function = Traced.of(f, x);
    B like = Tree.join(function.result(), function.graph().outputs());
    Traced rule =
        Traced.of(
            (Known<A, B> known) -> pullback.pull(known.x(), known.y(), known.yBar()),
            new Known<>(x, like, like));
    checkRule(x, rule);
    Closure closure = Closure.of(function.graph(), rule.graph());
    int arguments = function.graph().inputs().size();
    List<Tensor> inputs = new ArrayList<>(Tree.tensors(x));
    inputs.addAll(closure.captured());
    var op =
        new CustomGradient(
            closure.graphs().get(0),
            capturedAfter(closure.graphs().get(1), arguments, inputs.size()),
            arguments);
    return Tree.join(function.result(), Node.of(op, inputs).outputs());
  }

  /// The rule's inputs in the order in which the op gives them: arguments, captured tensors,
  /// values, cotangents.
  private static Graph capturedAfter(Graph rule, int arguments, int count) {
    int captured = count - arguments;
    List<Tensor> all = rule.inputs();
    var order = new ArrayList<>(all.subList(0, arguments));
    order.addAll(all.subList(all.size() - captured, all.size()));
    order.addAll(all.subList(arguments, all.size() - captured));
    return Graph.of(order, rule.outputs());
  }

  private static <A> void checkRule(A x, Traced rule) {
    Object pulled = Tree.join(rule.result(), rule.graph().outputs());
    List<TensorType> given = rule.graph().outputs().stream().map(Tensor::type).toList();
    List<TensorType> wanted = Tree.tensors(x).stream().map(Tensor::type).toList();
    if (!rule.result().equals(Form.of(x)) || !given.equals(wanted)) {
      throw Misuse.of(
          "customGradient",
          "customGradient: the argument is %s, but the pullback returned %s; a cotangent has the form and types of what it belongs to"
              .formatted(Misuse.types(x), Misuse.types(pulled)),
          Misuse.parts("argument", x),
          Misuse.parts("cotangent", pulled));
    }
  }
}
