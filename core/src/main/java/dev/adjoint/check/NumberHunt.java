package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A debug run that finds the ops which make a NaN or an infinity out of finite numbers.
///
/// The function is run node by node by the [interpreter][Interpreter], so an op is accused by its
/// own inputs, not by what the compiler made of it; slow, for a function that is known to be ill.
/// Transformations are functions too, so gradients and whole training steps are hunted the same:
///
/// ```java
/// NumberHunt.of(valueAndGrad(loss)).at(model).orThrow();
/// ```
///
/// An op is found where its output is not finite although the inputs that matter are: for an
/// elementwise op those at the same place, for all others the whole inputs. What comes after it is
/// not its fault and not found. Composites, loops and choices are looked into. An argument or
/// constant that is itself not finite is found too.
///
/// @param <A> the type of the function's argument
public final class NumberHunt<A> {
  private final Function<A, ?> f;
  private final NumberReport.Bad bad;

  private NumberHunt(Function<A, ?> f, NumberReport.Bad bad) {
    this.f = f;
    this.bad = bad;
  }

  /// {@return a hunt through a function}
  ///
  /// @param f the function, from a tree of tensors to another
  /// @param <A> the type of its argument
  public static <A> NumberHunt<A> of(Function<A, ?> f) {
    return new NumberHunt<>(f, NumberReport.Bad.NOT_FINITE);
  }

  /// {@return the same hunt for NaN alone, of a function where infinities are meant: `log 0`, or a
  /// mask of −∞ under a softmax}
  public NumberHunt<A> forNaN() {
    return new NumberHunt<>(f, NumberReport.Bad.NAN);
  }

  /// Runs the function.
  ///
  /// @param argument where
  /// @return what was found, in the order in which it was computed
  /// @throws IllegalArgumentException if the function or its argument depends on a free variable
  public NumberReport at(A argument) {
    Graph graph = Adjoint.trace(f, argument);
    List<NDArray> numbers =
        Tree.tensors(Adjoint.eval(argument)).stream().map(Tensor::value).toList();
    var findings = new ArrayList<NumberReport.Finding>();
    for (int k = 0; k < numbers.size(); k++) {
      look(graph.inputs().get(k).node(), List.of(), List.of(numbers.get(k)), findings);
    }
    Interpreter.run(graph, numbers, (node, xs, ys) -> look(node, xs, ys, findings));
    return new NumberReport(findings);
  }

  private void look(
      Node node, List<NDArray> xs, List<NDArray> ys, List<NumberReport.Finding> findings) {
    boolean placewise = node.op() instanceof Elementwise;
    boolean seenInside = node.op() instanceof Composite || node.op() instanceof Control;
    if (seenInside || (!placewise && xs.stream().anyMatch(this::isBad))) {
      return;
    }
    for (NDArray y : ys) {
      IntStream.range(0, y.count())
          .filter(i -> bad.test(y.value(i)))
          .filter(i -> !placewise || xs.stream().noneMatch(x -> bad.test(x.value(i))))
          .mapToObj(i -> new NumberReport.Finding(node, xs, y, i, bad))
          .findFirst()
          .ifPresent(findings::add);
    }
  }

  private boolean isBad(NDArray x) {
    return x.type().isFloating()
        && IntStream.range(0, x.count()).anyMatch(i -> bad.test(x.value(i)));
  }
}
