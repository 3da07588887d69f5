package dev.adjoint;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.autodiff.ReverseMode;
import dev.adjoint.compile.Compiler;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The transformations of functions: differentiate, compile, evaluate.
///
/// Arguments and results are [trees][Tree]: tensors, or records, lists and maps of them. All
/// transformations nest in each other.
///
/// ```java
/// Function<Tensor, Tensor> f = x -> x.times(Sin.of(x));
/// Function<Tensor, Tensor> df = grad(f), d2f = grad(df);
/// IO.println(eval(d2f.apply(scalar(2))));
/// ```
public final class Adjoint {
  private Adjoint() {}

  /// The gradient of a scalar function: `x ↦ ∂f/∂x`.
  ///
  /// Integers and booleans in the argument, and tensors that do not matter, have the gradient zero.
  ///
  /// @param f the function; its value is a floating-point scalar
  /// @param <A> the type of the argument
  /// @return a function from the argument to a gradient of the same form
  public static <A> Function<A, A> grad(Function<A, Tensor> f) {
    return x -> valueAndGrad("grad", f, x).grad();
  }

  /// The gradient of a scalar function of two arguments by the first: `(x, y) ↦ ∂f/∂x`.
  ///
  /// @param f the function; its value is a floating-point scalar
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @return a function from both arguments to a gradient of the form of the first
  public static <A, B> BiFunction<A, B, A> grad(BiFunction<A, B, Tensor> f) {
    return (x, y) -> valueAndGrad("grad", (A a) -> f.apply(a, y), x).grad();
  }

  /// The value and the gradient of a scalar function at once.
  ///
  /// @param f the function; its value is a floating-point scalar
  /// @param <A> the type of the argument
  /// @return a function from the argument to the value and the gradient
  public static <A> Function<A, ValueAndGrad<A>> valueAndGrad(Function<A, Tensor> f) {
    return x -> valueAndGrad("valueAndGrad", f, x);
  }

  /// The value of a scalar function of two arguments and its gradient by the first.
  ///
  /// @param f the function; its value is a floating-point scalar
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @return a function from both arguments to the value and the gradient
  public static <A, B> BiFunction<A, B, ValueAndGrad<A>> valueAndGrad(BiFunction<A, B, Tensor> f) {
    return (x, y) -> valueAndGrad("valueAndGrad", (A a) -> f.apply(a, y), x);
  }

  private static <A> ValueAndGrad<A> valueAndGrad(String name, Function<A, Tensor> f, A x) {
    Graph graph = Traced.of(f, x).graph();
    Tensor y = graph.outputs().getFirst();
    checkScalar(name, y.type());
    var results = new ArrayList<Tensor>();
    results.add(y);
    results.addAll(
        ReverseMode.pullback(List.of(y), List.of(Tensor.ones(y.type())), graph.inputs()));
    List<Tensor> at = Graph.of(graph.inputs(), results).apply(Tree.tensors(x));
    return new ValueAndGrad<>(at.getFirst(), Tree.with(x, at.subList(1, at.size())));
  }

  private static void checkScalar(String name, TensorType type) {
    if (!type.isFloating()) {
      throw new IllegalArgumentException(
          "%s needs a function to f32[] or f64[], but it returned %s; only floating-point values have derivatives"
              .formatted(name, type));
    }
    if (type.rank() != 0) {
      throw new IllegalArgumentException(
          "%s needs a scalar function, but it returned %s; reduce it with sum() or mean(), or use vjp"
              .formatted(name, type));
    }
  }

  /// The value of a function and its pullback (vector–Jacobian product) at one argument.
  ///
  /// @param f the function
  /// @param x where to take it
  /// @param <A> the type of the argument
  /// @param <B> the type of the value
  /// @return the value and the function `ȳ ↦ ȳ · ∂f/∂x`
  public static <A, B> Vjp<A, B> vjp(Function<A, B> f, A x) {
    Traced traced = Traced.of(f, x);
    Graph graph = traced.graph();
    B value = Tree.join(traced.result(), graph.apply(Tree.tensors(x)));
    return new Vjp<>(value, yBar -> pullback(graph, x, value, yBar));
  }

  private static <A, B> A pullback(Graph graph, A x, B value, B yBar) {
    List<Tensor> given = Tree.tensors(yBar);
    List<TensorType> types = given.stream().map(Tensor::type).toList();
    List<TensorType> wanted = Tree.tensors(value).stream().map(Tensor::type).toList();
    if (!types.equals(wanted)) {
      throw new IllegalArgumentException(
          "vjp: the function's value is %s, but the cotangent is %s; give one of the same types"
              .formatted(wanted, types));
    }
    List<Tensor> xBars = ReverseMode.pullback(graph.outputs(), given, graph.inputs());
    return Tree.with(x, Graph.of(graph.inputs(), xBars).apply(Tree.tensors(x)));
  }

  /// Writes a function down as a graph.
  ///
  /// @param f the function
  /// @param example an argument, for its form and types; its numbers do not matter
  /// @param <A> the type of the argument
  /// @return the graph from the argument's tensors to the result's
  public static <A> Graph trace(Function<A, ?> f, A example) {
    return Traced.of(f, example).graph();
  }

  /// The numbers of a tensor.
  ///
  /// @param tensor a constant, or a formula without free variables
  /// @return its value
  /// @throws IllegalArgumentException if the formula has a free variable
  public static NDArray eval(Tensor tensor) {
    return eval(List.of(tensor)).getFirst();
  }

  /// The same tree with constants in place of formulas, all computed at once.
  ///
  /// @param tree a record, list or map of tensors without free variables
  /// @param <T> the type of the tree
  /// @return the tree with every tensor a constant
  /// @throws IllegalArgumentException if a formula has a free variable
  public static <T> T eval(T tree) {
    return Tree.with(tree, eval(Tree.tensors(tree)).stream().map(Tensor::constant).toList());
  }

  private static List<NDArray> eval(List<Tensor> tensors) {
    Graph graph = Graph.of(List.of(), tensors);
    if (!graph.freeVariables().isEmpty()) {
      throw new IllegalArgumentException(
          "eval of %s: it depends on a free %s; inside a function that is traced there are no numbers yet"
              .formatted(tensors, graph.freeVariables().getFirst()));
    }
    return Compiler.once(graph).run(List.of());
  }

  /// The same function, compiled: written down once for each form and types of its argument,
  /// rewritten and turned into a program that runs fast. Results are constants.
  ///
  /// Formulas in the argument are computed first. If they depend on a variable of a function that
  /// is being traced, this is the plain function; so it may be used inside of other
  /// transformations. Many threads may use it at once.
  ///
  /// @param f a function without side effects; what it captures is fixed at its first call
  /// @param <A> the type of the argument
  /// @param <B> the type of the result
  /// @return the compiled function
  public static <A, B> Function<A, B> compile(Function<A, B> f) {
    return new Compiled<>(f);
  }

  /// The same function of two arguments, compiled; see the other `compile`.
  ///
  /// @param f a function without side effects; what it captures is fixed at its first call
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the result
  /// @return the compiled function
  public static <A, B, C> BiFunction<A, B, C> compile(BiFunction<A, B, C> f) {
    record Both<A, B>(A first, B second) {}
    var compiled = new Compiled<Both<A, B>, C>(both -> f.apply(both.first(), both.second()));
    return (a, b) -> compiled.apply(new Both<>(a, b));
  }

  /// The program that [#compile] makes of a function: one typed line for each step, with what was
  /// fused and how much memory it takes.
  ///
  /// @param f the function
  /// @param example an argument, for its form and types; its numbers do not matter
  /// @param <A> the type of the argument
  /// @return the text
  public static <A> String program(Function<A, ?> f, A example) {
    return Compiler.compile(trace(f, example)).toString();
  }
}
