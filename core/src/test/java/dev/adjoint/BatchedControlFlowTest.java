package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.cond;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.map;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.Adjoint.whileLoop;
import static dev.adjoint.ControlFlowTest.consistent;
import static dev.adjoint.Near.near;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Less;
import dev.adjoint.op.Sin;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Loops and choices over batches: what is computed in vain for elements that are done, or that
/// chose otherwise, spoils nothing.
final class BatchedControlFlowTest {
  @Test
  void elementsThatAreDoneDoNotSpoilTheGradient() {
    Function<Tensor, Tensor> f =
        x ->
            whileLoop(
                9, c -> Greater.of(c, scalar(0)), (Tensor c) -> c.sqrt().minus(.5).times(x), x);
    Tensor xs = vector(.2, .26, 1, -3);
    double[] slopes = xs.value().toDoubleArray();
    for (int k = 0; k < slopes.length; k++) {
      slopes[k] = Adjoint.eval(grad(f).apply(scalar(slopes[k]))).value(0);
    }
    near(vmap(grad(f)).apply(xs), slopes);
    near(grad(vmap(f).andThen(Tensor::sum)).apply(xs), slopes);
    near(compile(grad(vmap(f).andThen(Tensor::sum))).apply(xs), slopes);
    near(vmap((Tensor x) -> jvp(f, x, scalar(1)).tangent()).apply(xs), slopes);
  }

  /// Of a batch, both branches are computed: the one that was not chosen in vain.
  @Test
  void branchesNotChosenDoNotSpoilTheGradient() {
    Function<Tensor, Tensor> f =
        x -> cond(Greater.of(x, scalar(0)), Tensor::sqrt, (Tensor y) -> y.times(3), x);
    near(vmap(grad(f)).apply(vector(4, 0, -4)), .25, 3, 3);
    near(grad(vmap(f).andThen(Tensor::sum)).apply(vector(4, 0, -4)), .25, 3, 3);
    near(vmap(grad(grad(f))).apply(vector(4, 0, -4)), -1. / 32, 0, 0);
  }

  /// Nor does a shared tensor get a part of what was computed in vain.
  @Test
  void branchesNotChosenDoNotSpoilTheGradientOfWhatIsShared() {
    Function<Tensor, Tensor> f =
        a ->
            vmap((Tensor x) ->
                    cond(
                        Greater.of(x, scalar(0)),
                        (Tensor y) -> y.pow(a),
                        (Tensor y) -> y.times(a),
                        x))
                .apply(vector(4, 0, -4))
                .sum();
    near(grad(f).apply(scalar(.5)), 2 * Math.log(4) - 4);
  }

  @Test
  void whatIsSharedMayBeLargerThanAnElement() {
    Function<Tensor, Tensor> f =
        a ->
            vmap((Tensor x) ->
                    cond(
                        Greater.of(x, scalar(0)),
                        (Tensor y) -> a.times(y.sqrt()).sum(),
                        (Tensor y) -> y.times(a.sum()),
                        x))
                .apply(vector(4, 0, -4))
                .sum();
    near(grad(f).apply(vector(1, 2, 3)), -2, -2, -2);
  }

  /// Where elements choose differently, a loop runs only for those that chose it.
  @Test
  void loopsInBranchesNotChosenDoNotRun() {
    Function<Tensor, Tensor> f =
        x ->
            cond(
                Greater.of(x, scalar(1)),
                (Tensor y) -> whileLoop(9, c -> Less.of(c, scalar(10)), c -> c.times(x), y),
                (Tensor y) -> y.times(3),
                x);
    near(vmap(f).apply(vector(2, .5, 3)), 16, 1.5, 27);
    near(vmap(grad(f)).apply(vector(2, .5, 3)), 32, 3, 27);
    near(grad(vmap(f).andThen(Tensor::sum)).apply(vector(2, .5, 3)), 32, 3, 27);
  }

  /// Nor does a loop in the body of a loop run for elements that are done.
  @Test
  void loopsInLoopsThatAreDoneDoNotRun() {
    Function<Tensor, Tensor> f =
        x ->
            whileLoop(
                5,
                c -> Greater.of(c, scalar(0)),
                (Tensor c) ->
                    Adjoint.<Tensor, Tensor>checkpoint(
                            b -> whileLoop(8, d -> Less.of(d, scalar(3)), d -> d.times(2), b))
                        .apply(c)
                        .minus(5),
                x);
    near(vmap(f).apply(vector(2, -1, 2.9)), -1, -1, -1.8);
    near(vmap(grad(f)).apply(vector(2, -1, 2.9)), 2, 1, 8);
    near(grad(vmap(f).andThen(Tensor::sum)).apply(vector(2, -1, 2.9)), 2, 1, 8);
  }

  @Test
  void batchesOfNoElements() {
    Tensor none = vector(1).slice(0, 0, 0);
    Function<Tensor, Tensor> f =
        x ->
            cond(
                Less.of(x, scalar(1)),
                (Tensor a) -> whileLoop(5, c -> Less.of(c, scalar(2.5)), c -> c.plus(x), a),
                (Tensor a) ->
                    scan((Tensor c, Tensor y) -> new Step<>(c.times(y), c), a, vector(1, 2))
                        .outputs()
                        .sum(),
                x);
    near(vmap(f).apply(none));
    near(vmap(grad(f)).apply(none));
    near(grad(vmap(f).andThen(Tensor::sum)).apply(none));
    near(compile(vmap(grad(grad(f)))).apply(none));
    near(map(f, none));
    near(grad((Tensor x) -> map(f, x).sum()).apply(none));
    near(
        vmap((Tensor g) -> whileLoop(5, c -> Less.of(c, g), (Tensor c) -> c.plus(g), scalar(1)))
            .apply(none));
  }

  @Test
  void scansInBatchesInScans() {
    Tensor xs = matrix(new double[] {1, 2}, new double[] {.5, -1}, new double[] {2, 1});
    consistent(
        x ->
            scan(
                    (Tensor c, Tensor row) -> {
                      Function<Tensor, Tensor> inner =
                          e ->
                              scan(
                                      (Tensor d, Tensor y) ->
                                          new Step<>(Sin.of(d.times(y)).plus(c), d.times(e)),
                                      e,
                                      row.times(x))
                                  .outputs()
                                  .sum();
                      Tensor ys = vmap(inner).apply(row);
                      return new Step<>(ys.sum().times(.3), ys);
                    },
                    x,
                    xs)
                .outputs()
                .squared()
                .sum(),
        .6);
  }

  /// A branch that guards a root guards its derivative, although the number is captured.
  @Test
  void branchesNotChosenMayHaveCaptured() {
    Function<Tensor, Tensor> f =
        x ->
            cond(
                Greater.of(x, scalar(0)),
                (Tensor y) -> x.sqrt().times(y),
                (Tensor y) -> x.times(3),
                scalar(2));
    near(grad(f).apply(scalar(4)), .5);
    near(grad(f).apply(scalar(0)), 3);
    near(grad(f).apply(scalar(-4)), 3);
    near(vmap(grad(f)).apply(vector(4, 0, -4)), .5, 3, 3);
    near(jvp(f, scalar(0), scalar(1)).tangent(), 3);
  }
}
