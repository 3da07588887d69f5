package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.cond;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.hvp;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.map;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.Adjoint.whileLoop;
import static dev.adjoint.Near.near;
import static dev.adjoint.Near.number;
import static dev.adjoint.Near.within;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Less;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Tanh;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Loops and choices: what they compute, and their derivatives in both modes, to order 2, in
/// batches, compiled and interpreted, nested in each other.
final class ControlFlowTest {
  /// Everything that must agree, at a scalar: interpreted, compiled, forward, reverse, differences,
  /// second order by both orders of modes, a batch.
  static void consistent(Function<Tensor, Tensor> f, double at) {
    Function<Tensor, Tensor> df = grad(f);
    double y = number(f.apply(scalar(at)));
    Graph graph = Adjoint.trace(f, scalar(at));
    near(Tensor.constant(Interpreter.run(graph, List.of(NDArray.scalar(at))).getFirst()), y);
    near(compile(f).apply(scalar(at)), y);
    double h = 1e-5;
    double slope = (number(f.apply(scalar(at + h))) - number(f.apply(scalar(at - h)))) / (2 * h);
    within(1e-7, df.apply(scalar(at)), slope);
    double exact = number(df.apply(scalar(at)));
    near(jvp(f, scalar(at), scalar(1)).tangent(), exact);
    near(jvp(f, scalar(at), scalar(1)).value(), y);
    near(compile(df).apply(scalar(at)), exact);
    double bend = (number(df.apply(scalar(at + h))) - number(df.apply(scalar(at - h)))) / (2 * h);
    within(1e-6, hvp(f).apply(scalar(at), scalar(1)), bend);
    double second = number(grad(df).apply(scalar(at)));
    within(1e-10, hvp(f).apply(scalar(at), scalar(1)), second);
    Function<Tensor, Tensor> forward = x -> jvp(f, x, scalar(1)).tangent();
    within(1e-10, grad(forward).apply(scalar(at)), second);
    within(1e-10, jvp(forward, scalar(at), scalar(1)).tangent(), second);
    near(vmap(f).apply(vector(at, at + h)), y, number(f.apply(scalar(at + h))));
    near(vmap(df).apply(vector(at, at + h)), exact, number(df.apply(scalar(at + h))));
    near(grad((Tensor x) -> vmap(f).apply(x).sum()).apply(vector(at)), exact);
    near(compile(vmap(forward)).apply(vector(at)), exact);
  }

  record State(Tensor position, Tensor velocity) {}

  @Test
  void scanCarriesAndStacks() {
    Scanned<Tensor, Tensor> sums =
        scan((Tensor c, Tensor x) -> new Step<>(c.plus(x), c.times(x)), scalar(0), vector(1, 2, 3));
    near(sums.carry(), 6);
    near(sums.outputs(), 0, 2, 9);
  }

  @Test
  void scanOfTreesThatCapture() {
    consistent(
        a ->
            scan(
                    (State s, Tensor x) ->
                        new Step<>(
                            new State(
                                s.position().plus(s.velocity().times(0.1)),
                                s.velocity().minus(Sin.of(s.position()).times(a).times(x))),
                            List.of(s.position().times(a), Tanh.of(s.velocity()))),
                    new State(a, scalar(0.3)),
                    vector(1, 0.5, 2, -1))
                .outputs()
                .stream()
                .map(y -> y.squared().sum())
                .reduce(Tensor::plus)
                .orElseThrow(),
        0.7);
  }

  @Test
  void iterateWithTheNumberOfTheStep() {
    consistent(x -> iterate(5, (i, c) -> Sin.of(c).plus(i.cast(DType.FLOAT64).times(x)), x), 0.4);
    near(iterate(0, (Tensor c) -> c.times(2), scalar(3)), 3);
    near(grad((Tensor x) -> iterate(0, (Tensor c) -> c.times(2), x)).apply(scalar(3)), 1);
  }

  @Test
  void whileLoopsInBothModes() {
    consistent(
        x ->
            whileLoop(
                50, c -> Less.of(c, scalar(100)), (Tensor c) -> c.times(c).times(x).plus(1), x),
        1.3);
  }

  /// In a batch every element ends when its own condition ends.
  @Test
  void whileLoopsOfABatchEndOneByOne() {
    Function<Tensor, Tensor> f =
        x -> whileLoop(60, c -> Less.of(c, scalar(10)), (Tensor c) -> c.times(x), x);
    near(vmap(f).apply(vector(2, 3, 20)), 16, 27, 20);
    near(vmap(grad(f)).apply(vector(2, 3, 20)), 32, 27, 1);
    near(compile(vmap(grad(f))).apply(vector(2, 3, 20)), 32, 27, 1);
    near(grad((Tensor x) -> vmap(f).apply(x).sum()).apply(vector(2, 3, 20)), 32, 27, 1);
    near(vmap((Tensor x) -> jvp(f, x, scalar(1)).tangent()).apply(vector(2, 3, 20)), 32, 27, 1);
    near(vmap(grad(grad(f))).apply(vector(2, 3)), 48, 18);
  }

  @Test
  void aWhileLoopWithoutLimitIsDifferentiableForward() {
    Function<Tensor, Tensor> f =
        x -> whileLoop(c -> Less.of(c, scalar(10)), (Tensor c) -> c.times(x), x);
    near(jvp(f, scalar(2), scalar(1)).tangent(), 32);
    assertThatThrownBy(() -> grad(f).apply(scalar(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give whileLoop a limit, or differentiate with jvp");
  }

  @Test
  void aWhileLoopThatRunsOverItsLimitIsAnError() {
    Tensor endless = whileLoop(7, c -> Less.of(c, scalar(10)), (Tensor c) -> c, scalar(2));
    assertThatThrownBy(() -> eval(endless))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "whileLoop: the condition still holds after 7 steps, the limit of this loop; raise the limit or mend the condition");
  }

  @Test
  void choices() {
    Function<Tensor, Tensor> f =
        x ->
            cond(
                Greater.of(x, scalar(0)),
                (Tensor y) -> Sin.of(y).times(x),
                (Tensor y) -> y.times(y).times(3),
                x);
    consistent(f, 0.8);
    consistent(f, -0.8);
    near(vmap(f).apply(vector(-2, 2)), 12, 2 * Math.sin(2));
    near(vmap(grad(f)).apply(vector(-2, 2)), -12, Math.sin(2) + 2 * Math.cos(2));
  }

  @Test
  void mapIsALoopOverTheFirstAxis() {
    Function<Tensor, Tensor> f =
        x ->
            map((Tensor r) -> r.times(x).sum(), matrix(new double[] {1, 2}, new double[] {3, 4}))
                .squared()
                .sum();
    near(f.apply(scalar(1)), 58);
    consistent(f, 1.5);
  }

  @Test
  void loopsInLoopsInChoices() {
    consistent(
        x ->
            iterate(
                3,
                (Tensor a) ->
                    cond(
                        Less.of(a, scalar(2)),
                        (Tensor b) ->
                            whileLoop(
                                9,
                                c -> Less.of(c, scalar(2)),
                                (Tensor c) -> c.times(x).plus(Sin.of(b).squared()),
                                b),
                        (Tensor b) ->
                            map((Tensor c) -> c.times(b).times(x), vector(0.1, 0.2)).sum(),
                        a),
                x),
        1.2);
  }

  /// argmin over y of (y − sin x)² + y⁴ by gradient descent, inside of a differentiated function.
  @Test
  void aDerivativeInsideALoopInsideADerivative() {
    Function<Tensor, Tensor> best =
        x -> {
          Function<Tensor, Tensor> cost =
              y -> y.minus(Sin.of(x)).squared().plus(y.squared().squared());
          UnaryOperator<Tensor> down = y -> y.minus(grad(cost).apply(y).times(0.1));
          return iterate(200, down, scalar(0));
        };
    double y = number(best.apply(scalar(0.5)));
    assertThat(2 * (y - Math.sin(0.5)) + 4 * y * y * y).isLessThan(1e-12);
    near(grad(best).apply(scalar(0.5)), 2 * Math.cos(0.5) / (2 + 12 * y * y));
    near(jvp(best, scalar(0.5), scalar(1)).tangent(), 2 * Math.cos(0.5) / (2 + 12 * y * y));
  }

  @Test
  void nothingIsComputedThatNobodyReads() {
    String program =
        Adjoint.program(
            (Tensor x) ->
                iterate(
                        10,
                        (State s) ->
                            new State(s.position().times(2), s.velocity().plus(s.position())),
                        new State(x, x))
                    .position(),
            scalar(1));
    assertThat(program).contains("Scan[length=10, carries=1]").doesNotContain("Add");
  }

  @Test
  void carriesKeepTheirTypesAndForms() {
    assertThatThrownBy(() -> iterate(3, (Tensor c) -> c.cast(DType.FLOAT32), scalar(1)))
        .hasMessageContaining(
            "iterate: the carry is f64[] before a step and f32[] after it; a carry keeps its type, so cast or reshape one of them");
    assertThatThrownBy(() -> iterate(3, (List<Tensor> c) -> List.of(), List.of(scalar(1))))
        .hasMessageContaining("iterate: the carry is {[0]: f64[]} before a step and {} after it");
    assertThatThrownBy(() ->
            whileLoop(c -> Less.of(c, scalar(1)), (Tensor c) -> c.cast(DType.FLOAT32), scalar(1)))
        .hasMessageContaining("whileLoop: the carry is f64[] before a step and f32[] after it");
    assertThatThrownBy(() -> whileLoop(c -> c, (Tensor c) -> c, scalar(1)))
        .hasMessageContaining("whileLoop: the condition must be bool[], but it is f64[]");
    assertThatThrownBy(() ->
            cond(
                Less.of(scalar(1), scalar(2)),
                (Tensor x) -> x,
                (Tensor x) -> x.cast(DType.FLOAT32),
                scalar(1)))
        .hasMessageContaining("cond: one branch makes f64[] and the other f32[]");
    assertThatThrownBy(() -> scan((Tensor c, Tensor x) -> new Step<>(c, x), scalar(1), scalar(1)))
        .hasMessageContaining("scan: the sequences are [f64[]]; all need a first axis of one size");
  }
}
