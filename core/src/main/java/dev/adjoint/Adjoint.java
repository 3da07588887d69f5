package dev.adjoint;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.autodiff.ReverseMode;
import dev.adjoint.compile.Compiler;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.StopGradient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
    return (Transformed<A, A>) (x, fresh) -> valueAndGrad("grad", f, x, fresh).grad();
  }

  /// The gradient of a scalar function of two arguments by the first: `(x, y) ↦ ∂f/∂x`.
  ///
  /// @param f the function; its value is a floating-point scalar
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @return a function from both arguments to a gradient of the form of the first
  public static <A, B> BiFunction<A, B, A> grad(BiFunction<A, B, Tensor> f) {
    return (x, y) -> valueAndGrad("grad", (A a) -> f.apply(a, y), x, false).grad();
  }

  /// The value and the gradient of a scalar function at once.
  ///
  /// @param f the function; its value is a floating-point scalar
  /// @param <A> the type of the argument
  /// @return a function from the argument to the value and the gradient
  public static <A> Function<A, ValueAndGrad<A>> valueAndGrad(Function<A, Tensor> f) {
    return (Transformed<A, ValueAndGrad<A>>)
        (x, fresh) -> valueAndGrad("valueAndGrad", f, x, fresh);
  }

  /// The value of a scalar function of two arguments and its gradient by the first.
  ///
  /// @param f the function; its value is a floating-point scalar
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @return a function from both arguments to the value and the gradient
  public static <A, B> BiFunction<A, B, ValueAndGrad<A>> valueAndGrad(BiFunction<A, B, Tensor> f) {
    return (x, y) -> valueAndGrad("valueAndGrad", (A a) -> f.apply(a, y), x, false);
  }

  /// The value of a scalar function, its gradient, and what else the function computed on the way,
  /// such as predictions, or the statistics that a batch normalisation has moved on.
  ///
  /// @param f the function; its value is a floating-point scalar
  /// @param <A> the type of the argument
  /// @param <B> the type of what else is computed
  /// @return a function from the argument to the value, the gradient of it alone, and the rest
  public static <A, B> Function<A, ValueGradAux<A, B>> valueAndGradAux(Function<A, Aux<B>> f) {
    return (Transformed<A, ValueGradAux<A, B>>)
        (x, fresh) -> Gradients.aux("valueAndGradAux", f, x, fresh);
  }

  static <A> ValueAndGrad<A> valueAndGrad(String name, Function<A, Tensor> f, A x, boolean fresh) {
    ValueGradAux<A, List<Tensor>> at =
        Gradients.aux(name, a -> new Aux<>(Transformed.atFresh(f, a), List.of()), x, fresh);
    return new ValueAndGrad<>(at.value(), at.grad());
  }

  static void checkScalar(String name, Tensor y) {
    if (!y.type().isFloating()) {
      throw Misuse.of(
          name,
          "%s needs a function to f32[] or f64[], but it returned %s; only floating-point values have derivatives, so convert with Cast.of(x, dtype)"
              .formatted(name, y.type()),
          Misuse.parts("result", y));
    }
    if (y.shape().rank() != 0) {
      throw Misuse.of(
          name,
          "%s needs a scalar function, but it returned %s; reduce it with sum() or mean(), or use vjp"
              .formatted(name, y.type()),
          Misuse.parts("result", y));
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
    Misuse.checkTree("vjp", x);
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
      throw Misuse.of(
          "vjp",
          "vjp: the function's value is %s, but the cotangent is %s; give one of the same types"
              .formatted(wanted, types),
          Misuse.parts("value", value),
          Misuse.parts("cotangent", yBar));
    }
    return Tree.with(x, ReverseMode.pullback(graph, Tree.tensors(x), given).xBars());
  }

  /// The value of a function and its tangent (Jacobian–vector product), in one pass: forward mode.
  ///
  /// @param f the function
  /// @param x where to take it
  /// @param xDot a tangent of the argument, of its form and types; of integers it is not read
  /// @param <A> the type of the argument
  /// @param <B> the type of the value
  /// @return the value and `∂f/∂x · ẋ`
  /// @throws IllegalArgumentException if the tangent is of other types than the argument
  public static <A, B> Jvp<B> jvp(Function<A, B> f, A x, A xDot) {
    return Gradients.jvp("jvp", f, x, xDot);
  }

  /// The value of a function and its linear part at one argument, to be applied often: what the
  /// derivative takes from the function's values is computed once.
  ///
  /// @param f the function
  /// @param x where to take it
  /// @param <A> the type of the argument
  /// @param <B> the type of the value
  /// @return the value and the function `ẋ ↦ ∂f/∂x · ẋ`
  public static <A, B> Linearized<A, B> linearize(Function<A, B> f, A x) {
    return Gradients.linearize(f, x);
  }

  /// The Jacobian of a function: all partial derivatives of all elements of its value.
  ///
  /// For an argument `[in…]` and a value `[out…]` it is `[out…, in…]`; for a record, a record of
  /// such blocks. Computed forward if there are fewer numbers in the argument than in the value,
  /// else in reverse. Integers have the derivative zero.
  ///
  /// @param f the function
  /// @param <A> the type of the argument
  /// @return a function from the argument to the Jacobian
  public static <A> Function<A, A> jacobian(Function<A, Tensor> f) {
    return x -> Jacobians.of(f, x, Optional.empty());
  }

  /// The Jacobian of a function, computed in one of the two modes; see the other `jacobian`.
  ///
  /// @param f the function
  /// @param mode the direction
  /// @param <A> the type of the argument
  /// @return a function from the argument to the Jacobian
  public static <A> Function<A, A> jacobian(Function<A, Tensor> f, Mode mode) {
    return x -> Jacobians.of(f, x, Optional.of(mode));
  }

  /// The Hessian of a scalar function: all its second partial derivatives.
  ///
  /// For a tensor `[in…]` it is `[in…, in…]`; for a record of `n` numbers a matrix `[n,n]`, in the
  /// order of [Tree#tensors]. Computed forward over reverse. To multiply with a vector use [#hvp].
  ///
  /// @param f the function; its value is a floating-point scalar
  /// @param <A> the type of the argument
  /// @return a function from the argument to the Hessian
  public static <A> Function<A, Tensor> hessian(Function<A, Tensor> f) {
    return x -> Jacobians.hessian(f, x);
  }

  /// The product of the Hessian of a scalar function with a vector, forward over reverse: no
  /// Hessian is formed, and the cost is a small constant times the function's own.
  ///
  /// @param f the function; its value is a floating-point scalar
  /// @param <A> the type of the argument
  /// @return the function `(x, v) ↦ ∂²f/∂x² · v`
  public static <A> BinaryOperator<A> hvp(Function<A, Tensor> f) {
    Transformed<A, A> gradient = (x, fresh) -> valueAndGrad("hvp", f, x, fresh).grad();
    return (x, v) -> Gradients.jvp("hvp", gradient, x, v).tangent();
  }

  /// The same function of a whole batch: every tensor of argument and result has one more axis in
  /// front. What the function captures is shared by all elements.
  ///
  /// @param f the function of one element
  /// @param <A> the type of the argument
  /// @param <B> the type of the result
  /// @return the function of a batch
  public static <A, B> Function<A, B> vmap(Function<A, B> f) {
    return vmap(f, 0, 0);
  }

  /// The same function of a whole batch along other axes.
  ///
  /// @param f the function of one element
  /// @param in the axis of the batch in every tensor of the argument, from the back if negative
  /// @param out the axis of the batch in every tensor of the result, from the back if negative
  /// @param <A> the type of the argument
  /// @param <B> the type of the result
  /// @return the function of a batch
  public static <A, B> Function<A, B> vmap(Function<A, B> f, int in, int out) {
    return batch -> Batches.of(f, batch, in, out);
  }

  /// The same function of two arguments of a whole batch, along the first axes of both.
  ///
  /// @param f the function of one element of each
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the result
  /// @return the function of two batches
  public static <A, B, C> BiFunction<A, B, C> vmap(BiFunction<A, B, C> f) {
    record Both<A, B>(A first, B second) {}
    Function<Both<A, B>, C> batched = vmap(both -> f.apply(both.first(), both.second()));
    return (a, b) -> batched.apply(new Both<>(a, b));
  }

  /// A tree that every derivative takes for constant; its numbers are unchanged.
  ///
  /// @param tree the tree
  /// @param <T> its type
  /// @return the tree, held constant
  public static <T> T stopGradient(T tree) {
    return Tree.map(tree, StopGradient::of);
  }

  /// The same function, whose pullback computes it again instead of keeping what it computed: less
  /// memory for more time. A chain of `n` layers in `√n` such pieces keeps `O(√n)` layers.
  ///
  /// @param f the function
  /// @param <A> the type of the argument
  /// @param <B> the type of the value
  /// @return the function
  public static <A, B> Function<A, B> checkpoint(Function<A, B> f) {
    return x -> Gradients.checkpoint(f, x);
  }

  /// The same function with a pullback of one's own, which every transformation honours: forward
  /// mode transposes it, batches batch it, and it is differentiated for higher orders.
  ///
  /// @param f the function
  /// @param pullback from the argument, the value and its cotangent to the argument's cotangent
  /// @param <A> the type of the argument, a record if there are several
  /// @param <B> the type of the value
  /// @return the function
  public static <A, B> Function<A, B> customGradient(Function<A, B> f, Pullback<A, B> pullback) {
    return x -> Gradients.custom(f, pullback, x);
  }

  /// A loop that carries a value through the elements of sequences and stacks what each step
  /// returns: `(c, yₜ) = body(c, xₜ)`.
  ///
  /// Time is linear in the steps, in every mode of differentiation. Reverse mode keeps what the
  /// body's derivative needs of each step; wrap the body in [#checkpoint] to keep only the carry.
  ///
  /// @param body one step, from the carry and an element of the sequences
  /// @param init the first carry
  /// @param xs sequences, each with the axis of steps in front
  /// @param <C> the type of the carry
  /// @param <X> the type of the sequences
  /// @param <Y> the type of the outputs
  /// @return the last carry and the stacked outputs
  /// @throws IllegalArgumentException if the sequences differ in length or the carry changes its
  ///   form or types
  public static <C, X, Y> Scanned<C, Y> scan(BiFunction<C, X, Step<C, Y>> body, C init, X xs) {
    return Loops.scan(body, init, xs);
  }

  /// A function applied again and again: `c = body(c)`.
  ///
  /// @param steps how often, 0 or more
  /// @param body one step
  /// @param init the first value
  /// @param <C> the type of the value
  /// @return the last value
  public static <C> C iterate(int steps, UnaryOperator<C> body, C init) {
    return Loops.iterate(steps, body, init);
  }

  /// A function applied again and again that knows the number of the step: `c = body(i, c)`.
  ///
  /// @param steps how often, 0 or more
  /// @param body one step, from the number of the step (`i32[]`, from 0) and the value
  /// @param init the first value
  /// @param <C> the type of the value
  /// @return the last value
  public static <C> C iterate(int steps, BiFunction<Tensor, C, C> body, C init) {
    record Numbered<C>(Tensor index, C value) {}
    Tensor zero = Tensor.zeros(TensorType.i32());
    return Loops.iterate(
            steps,
            (Numbered<C> n) -> new Numbered<>(n.index().plus(1), body.apply(n.index(), n.value())),
            new Numbered<>(zero, init))
        .value();
  }

  /// A loop that runs while a condition holds: `while (condition(c)) c = body(c)`. Differentiable
  /// forward; for reverse mode give the other `whileLoop` a limit.
  ///
  /// @param condition from the carry to a `bool[]`
  /// @param body one step
  /// @param init the first carry
  /// @param <C> the type of the carry
  /// @return the last carry
  public static <C> C whileLoop(Function<C, Tensor> condition, UnaryOperator<C> body, C init) {
    return Loops.loop(condition, body, init, 0);
  }

  /// A loop that runs while a condition holds, differentiable in every mode: reverse mode reserves
  /// memory for as many steps as there can be, and spends time on those that ran.
  ///
  /// @param limit the most steps; to need more is an error when the loop runs
  /// @param condition from the carry to a `bool[]`
  /// @param body one step
  /// @param init the first carry
  /// @param <C> the type of the carry
  /// @return the last carry
  public static <C> C whileLoop(
      int limit, Function<C, Tensor> condition, UnaryOperator<C> body, C init) {
    return Loops.limited(limit, condition, body, init);
  }

  /// A choice of which one side is computed: `predicate ? whenTrue(x) : whenFalse(x)`. Of what a
  /// side computes from captured tensors alone, elementwise formulas are part of the side; all else
  /// is computed in any case, unless it is made to depend on `x`.
  ///
  /// @param predicate a `bool[]`
  /// @param whenTrue what to compute if it holds
  /// @param whenFalse what to compute if it does not, to the same types
  /// @param x the argument of both
  /// @param <A> the type of the argument
  /// @param <B> the type of the result
  /// @return the result of the side that was chosen
  public static <A, B> B cond(
      Tensor predicate, Function<A, B> whenTrue, Function<A, B> whenFalse, A x) {
    return Loops.cond(predicate, whenTrue, whenFalse, x);
  }

  /// A function of each element of sequences, one after another; [#vmap] does them all at once.
  ///
  /// @param f the function of one element
  /// @param xs sequences, each with the axis of elements in front
  /// @param <X> the type of an element
  /// @param <Y> the type of a result
  /// @return the stacked results
  public static <X, Y> Y map(Function<X, Y> f, X xs) {
    return Loops.map(f, xs);
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
      throw Tensor.noNumbers("eval", tensors);
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

  /// The same function, compiled, with results in memory that its *next call writes over*: a call
  /// allocates nothing. For large results that are used up before the next call; fresh memory for
  /// them would have to be cleared first, which may take longer than the function.
  ///
  /// ```java
  /// Function<Tensor, ValueAndGrad<Tensor>> at = reusing(valueAndGrad(loss));
  /// for (…) log(at.apply(x).value().value().item());
  /// ```
  ///
  /// What a call returns, and arrays and formulas that hold it, hold other numbers after the next
  /// call with an argument of the same form and types, without notice: copy what is to last, or use
  /// [#compile]. The next call itself may take it for an argument, as in `x = f.apply(x)`. In a
  /// function that is being traced this is the plain function. It is of one thread at a time.
  ///
  /// (Others leave more to the caller: in NumPy each operation takes its `out=`; JAX has memory
  /// donated by an argument, which must not be used again.)
  ///
  /// @param f a function without side effects; what it captures is fixed at its first call
  /// @param <A> the type of the argument
  /// @param <B> the type of the result
  /// @return the compiled function
  public static <A, B> Function<A, B> reusing(Function<A, B> f) {
    return new Reusing<>(f);
  }

  /// A step, compiled, that is to be made again and again, each time from the state that the last
  /// one left, as in training: an [Iteration] uses the memory of its state again.
  ///
  /// The step is as the body of [#scan], with a number such as the loss for its output.
  ///
  /// @param step one step, from the state and what it is given; without side effects
  /// @param <S> the type of the state
  /// @param <X> the type of what a step is given
  /// @return the function from a first state to its iteration
  public static <S, X> Function<S, Iteration<S, X>> iteration(
      BiFunction<S, X, Step<S, Tensor>> step) {
    var compiled =
        new Compiled<Iteration.Given<S, X>, Step<S, Tensor>>(
            given -> step.apply(given.state(), given.element()));
    return start -> new Iteration<>(compiled, start);
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

  /// Where the time of a function goes when it is compiled, step by step: a table with the
  /// microseconds, the share and the speed of each loop, matrix product and convolution.
  ///
  /// ```java
  /// System.out.println(profile(valueAndGrad(loss), x, Duration.ofSeconds(2)));
  /// ```
  ///
  /// It is run as [#reusing] runs it. The steps of a training are those of [Iteration#profile].
  ///
  /// @param f a function without side effects
  /// @param argument its argument, without free variables
  /// @param time for how long it is run to warm up, and then again to measure
  /// @param <A> the type of the argument
  /// @return the time of each step
  /// @throws IllegalArgumentException if `f` depends on a variable of a function that is traced
  public static <A> Profile profile(Function<A, ?> f, A argument, Duration time) {
    return new Reusing<>(f).profile(argument, time);
  }
}
