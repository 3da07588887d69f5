package dev.adjoint;

import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Concat;
import dev.adjoint.op.Cos;
import dev.adjoint.op.Gather;
import dev.adjoint.op.LogSumExp;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Slice;
import dev.adjoint.op.Softmax;
import dev.adjoint.op.Stack;
import dev.adjoint.op.Tanh;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Formulas read from a list of numbers, one number for each decision; where the list ends, all
/// further numbers are 0. So a shorter list, or one of smaller numbers, is a simpler formula.
///
/// All are smooth and keep their values within about ±2.
final class RandomFormulas {
  private static final List<Map.Entry<String, UnaryOperator<Tensor>>> UNARY =
      List.of(
          Map.entry("sin", Sin::of),
          Map.entry("tanh", Tanh::of),
          Map.entry("halfSquare", x -> Sin.of(x).squared().times(.5)),
          Map.entry("cos", Cos::of),
          Map.entry("sigmoid", Sigmoid::of),
          Map.entry("logOfSquare", x -> x.squared().plus(1).log()),
          Map.entry("expOfSin", x -> Sin.of(x).exp().times(.5)),
          Map.entry("mean", x -> x.mean().broadcastTo(x.shape())),
          Map.entry("flip", x -> x.shape().rank() == 0 ? x.negate() : Slice.flip(x, 0)),
          Map.entry("gather", RandomFormulas::gathered),
          Map.entry("turn", RandomFormulas::turned),
          Map.entry("softmax", x -> Softmax.of(x.reshape(-1), 0).reshape(x.shape().toArray())),
          Map.entry(
              "logSumExp", x -> LogSumExp.of(x.reshape(-1), 0).times(.5).broadcastTo(x.shape())),
          Map.entry("stack", x -> Stack.of(0, x, Sin.of(x)).mean(0)));

  private static final List<Map.Entry<String, BiFunction<Tensor, Tensor, Tensor>>> BINARY =
      List.of(
          Map.entry("half", (a, b) -> a.plus(b).times(.5)),
          Map.entry("times", (a, b) -> Sin.of(a.times(b))),
          Map.entry("minus", (a, b) -> a.minus(b).times(.5)),
          Map.entry("over", (a, b) -> a.div(b.squared().plus(1.5))),
          Map.entry("matmul", RandomFormulas::product));

  private final Queue<Integer> choices;
  private final RandomNests nests;

  RandomFormulas(List<Integer> choices, boolean honest) {
    this.choices = new ArrayDeque<>(choices);
    this.nests = new RandomNests(this, honest);
  }

  /// {@return a decision among some possibilities, 0 for the simplest}
  int choose(int count) {
    return choices.isEmpty() ? 0 : choices.poll() % count;
  }

  /// {@return a formula of so many tensors in scope}
  ///
  /// @param scope how many tensors are in scope
  /// @param depth how deeply transformations may nest in it
  Formula formula(int scope, int depth) {
    return switch (choose(depth == 0 ? 5 : 9)) {
      case 0 -> variable(scope);
      case 1, 2 -> unary(scope, depth);
      case 3 -> binary(scope, depth);
      case 4 -> depth == 0 ? variable(scope) : nests.nest(scope, depth - 1);
      default -> nests.nest(scope, depth - 1);
    };
  }

  private Formula variable(int scope) {
    int k = scope - 1 - choose(scope);
    return new Formula("x" + k, xs -> xs.get(k));
  }

  private Formula unary(int scope, int depth) {
    var op = UNARY.get(choose(UNARY.size()));
    Formula x = formula(scope, depth);
    return new Formula("%s(%s)".formatted(op.getKey(), x), xs -> op.getValue().apply(x.at(xs)));
  }

  private Formula binary(int scope, int depth) {
    var op = BINARY.get(choose(BINARY.size()));
    Formula a = formula(scope, depth);
    Formula b = formula(scope, depth);
    return new Formula(
        "%s(%s, %s)".formatted(op.getKey(), a, b), xs -> op.getValue().apply(a.at(xs), b.at(xs)));
  }

  private static Tensor gathered(Tensor x) {
    if (x.shape().rank() == 0) {
      return Gather.of(Stack.of(0, x, x.squared()), constant(NDArray.of(1, 0, 1)), 0).mean();
    }
    int n = x.shape().size(0);
    int[] rows = IntStream.range(0, n).map(k -> (k * k) % n).toArray();
    return Gather.of(x, constant(NDArray.of(rows)), 0);
  }

  private static Tensor turned(Tensor x) {
    if (x.shape().rank() == 0) {
      return x.broadcastTo(Shape.of(3)).times(Tensor.vector(.5, -.5, .7)).sum();
    }
    int n = x.shape().size(0);
    return Concat.of(0, x.slice(0, n - 1, n), x.slice(0, 0, n - 1));
  }

  private static Tensor product(Tensor a, Tensor b) {
    int n = a.shape().count();
    Tensor outer = Tanh.of(a.reshape(n, 1).matmul(b.reshape(1, n)));
    return outer.matmul(b.reshape(n)).times(.7 / n).reshape(a.shape().toArray());
  }
}
