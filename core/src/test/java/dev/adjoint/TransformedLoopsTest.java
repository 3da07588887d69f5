package dev.adjoint;

import static dev.adjoint.Adjoint.checkpoint;
import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.cond;
import static dev.adjoint.Adjoint.customGradient;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.linearize;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.Adjoint.whileLoop;
import static dev.adjoint.ControlFlowTest.consistent;
import static dev.adjoint.Near.near;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Less;
import dev.adjoint.op.Sin;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Transformations of loops, and loops of transformations.
final class TransformedLoopsTest {
  record Two(Tensor a, Tensor b) {}

  /// A routine of two outputs that does not say what it is of a batch: `(x y, x² w)` of scalars.
  record Pairing() implements Routine {
    static List<Tensor> of(Tensor x, Tensor y, Tensor w) {
      return Node.of(new Pairing(), List.of(x, y, w)).outputs();
    }

    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      return inputs.subList(0, 2);
    }

    @Override
    public void run(List<Buffer> inputs, List<Buffer> outputs) {
      double x = inputs.get(0).value(0);
      outputs.get(0).set(0, x * inputs.get(1).value(0));
      outputs.get(1).set(0, x * x * inputs.get(2).value(0));
    }

    @Override
    public List<Tensor> pullback(
        List<Integer> wanted, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> bars) {
      Tensor x = inputs.get(0);
      Tensor first = bars.get(0);
      Tensor second = bars.get(1);
      List<Tensor> all =
          List.of(
              first.times(inputs.get(1)).plus(second.times(x).times(inputs.get(2)).times(2)),
              first.times(x),
              second.times(x).times(x));
      return wanted.stream().map(all::get).toList();
    }
  }

  @Test
  void opsOfSeveralOutputsInLoopsAndBatches() {
    consistent(
        x ->
            iterate(
                    3,
                    (Two c) -> {
                      List<Tensor> both = Pairing.of(c.a(), c.b(), Sin.of(x));
                      return new Two(both.get(1), both.get(0));
                    },
                    new Two(x, x.plus(1)))
                .a(),
        .8);
    consistent(x -> Pairing.of(x, scalar(2), x).get(1), .8);
    consistent(
        x ->
            scan(
                    (Tensor c, Tensor e) ->
                        new Step<>(Pairing.of(c, e, x).get(0), Pairing.of(e, c, c).get(1)),
                    x,
                    vector(1, 2, .5))
                .outputs()
                .sum(),
        .8);
  }

  @Test
  void limitsOfWhileLoops() {
    Function<Tensor, Tensor> f = x -> whileLoop(3, c -> Less.of(c, scalar(8)), c -> c.times(2), x);
    near(f.apply(scalar(1)), 8);
    near(grad(f).apply(scalar(1)), 8);
    near(grad(f).apply(scalar(9)), 1);
    assertThatThrownBy(() -> eval(grad(f).apply(scalar(.9)))).hasMessageContaining("after 3 steps");
    assertThatThrownBy(() -> whileLoop(0, c -> Less.of(c, scalar(8)), c -> c.times(2), scalar(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whileLoop: a limit of 0; give a positive one");
  }

  @Test
  void linearizedLoops() {
    Function<Tensor, Tensor> f =
        x ->
            iterate(3, (Tensor c) -> Sin.of(c.times(x)), x)
                .plus(whileLoop(9, c -> Less.of(c, scalar(5)), (Tensor c) -> c.times(c).plus(x), x))
                .plus(cond(Less.of(x, scalar(9)), (Tensor y) -> y.times(x), Sin::of, x));
    var linear = linearize(f, scalar(1.2));
    double slope = eval(grad(f).apply(scalar(1.2))).value(0);
    for (double v : new double[] {1, -2, 0}) {
      near(linear.pushforward().apply(scalar(v)), v * slope);
    }
    near(grad((Tensor v) -> linear.pushforward().apply(v)).apply(scalar(3)), slope);
    near(vmap(linear.pushforward()).apply(vector(1, 2)), slope, 2 * slope);
    near(
        grad((Tensor x) -> linearize(f, x).pushforward().apply(x)).apply(scalar(1.2)),
        slope + 1.2 * eval(grad(grad(f)).apply(scalar(1.2))).value(0));
  }

  /// A gradient of one's own may read a carry, if nothing is differentiated by that.
  @Test
  void gradientsOfOnesOwnInLoops() {
    Function<Tensor, Tensor> f =
        x ->
            iterate(
                    2,
                    (Two c) ->
                        new Two(
                            customGradient(
                                    (Tensor a) -> a.times(c.b()),
                                    (a, y, bar) -> bar.times(c.b()).times(10))
                                .apply(c.a()),
                            c.b().plus(1)),
                    new Two(x, scalar(2)))
                .a();
    near(f.apply(scalar(3)), 18);
    near(grad(f).apply(scalar(3)), 600);
    near(jvp(f, scalar(3), scalar(1)).tangent(), 600);
    near(vmap(grad(f)).apply(vector(3, 4)), 600, 600);
    near(compile(grad(checkpoint(f))).apply(scalar(3)), 600);
  }

  @Test
  void checkpointsOfLoopsInLoops() {
    consistent(
        x ->
            iterate(
                2,
                (Tensor c) ->
                    Adjoint.<Tensor, Tensor>checkpoint(d ->
                            scan(
                                    (Tensor u, Tensor e) ->
                                        new Step<>(Sin.of(u.times(e)), u.times(x)),
                                    d,
                                    vector(1, 2))
                                .outputs()
                                .sum())
                        .apply(c),
                x),
        .7);
    consistent(
        x ->
            Adjoint.<Tensor, List<Tensor>>checkpoint(y -> List.of(y, x, y, scalar(2), y.times(x)))
                .apply(x)
                .stream()
                .reduce(scalar(1), (a, b) -> a.times(2).plus(b.squared())),
        .7);
  }
}
