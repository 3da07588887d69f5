package dev.adjoint;

import static dev.adjoint.Adjoint.checkpoint;
import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.cond;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.hessian;
import static dev.adjoint.Adjoint.hvp;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.Adjoint.jacobian;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.map;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.Adjoint.vjp;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.Adjoint.whileLoop;
import static dev.adjoint.ControlFlowTest.consistent;
import static dev.adjoint.Near.near;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Concat;
import dev.adjoint.op.Less;
import dev.adjoint.op.Sin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Transformations where they are most likely to go wrong.
final class TransformationEdgesTest {
  record Mixed(Tensor x, Tensor count) {}

  /// A routine to integers has no gradient to ask for, in either mode.
  record Count() implements Routine {
    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      return List.of(TensorType.i32());
    }

    @Override
    public void run(List<Buffer> inputs, List<Buffer> outputs) {
      outputs.getFirst().set(0, inputs.getFirst().count());
    }

    @Override
    public Tensor pullback(
        int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
      throw new IllegalStateException("asked");
    }
  }

  @Test
  void aCheckpointOfABatchSharesWhatItsElementsShare() {
    Tensor w = Tensor.zeros(TensorType.f64(3, 4));
    Function<Tensor, Tensor> layer = checkpoint((Tensor x) -> x.reshape(1, 3).matmul(w));
    assertThat(Adjoint.program(vmap(layer), Tensor.zeros(TensorType.f64(5, 3))))
        .contains("f64[5,4] = MatMul");
  }

  @Test
  void routinesToIntegersAreNotAsked() {
    Function<Tensor, Tensor> f = x -> x.times(Tensor.of(new Count(), x).cast(DType.FLOAT64)).sum();
    near(jvp(f, vector(1, 2), vector(1, 0)).tangent(), 2);
    near(grad(f).apply(vector(1, 2)), 2, 2);
  }

  /// Forward over reverse: the square root's second derivative is pushed forward, so the program of
  /// a Hessian holds no second pullback. Both give the same numbers.
  @Test
  void aHessianIsTheJacobianOfTheGradientInBothModes() {
    Function<Tensor, Tensor> f = x -> Sin.of(x).times(x.squared().sum()).sum();
    Tensor x = vector(0.3, 0.7, 1.1);
    double[] expected = eval(hessian(f).apply(x)).toDoubleArray();
    for (Mode mode : Mode.values()) {
      near(jacobian(grad(f), mode).apply(x), expected);
    }
    assertThat(Adjoint.trace(hessian(f), x).toString())
        .isEqualTo(Adjoint.trace(jacobian(grad(f), Mode.FORWARD), x).toString());
  }

  @Test
  void aProgramRunsAgainAfterAnError() {
    Function<Tensor, Tensor> f =
        compile(x ->
            scan(
                    (Tensor c, Tensor e) ->
                        new Step<>(
                            whileLoop(5, d -> Less.of(d, scalar(8)), (Tensor d) -> d.times(x), c),
                            c),
                    x,
                    vector(1, 2))
                .carry());
    for (int k = 0; k < 3; k++) {
      near(f.apply(scalar(2)), 8);
      assertThatThrownBy(() -> f.apply(scalar(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("after 5 steps");
    }
  }

  @Test
  void threadsRunOneProgram() throws Exception {
    Function<Tensor, Tensor> f =
        compile(
            grad((Tensor x) ->
                scan(
                        (Tensor c, Tensor e) ->
                            new Step<>(
                                Sin.of(c.times(e))
                                    .plus(
                                        whileLoop(
                                            9,
                                            d -> Less.of(d, scalar(3)),
                                            d -> d.plus(1).times(1.1),
                                            c)),
                                c),
                        x,
                        vector(1, 2, 3, 4, 5, 6))
                    .outputs()
                    .sum()));
    List<Double> expected = new ArrayList<>();
    for (int k = 0; k < 50; k++) {
      expected.add(eval(f.apply(scalar(k * .01))).value(0));
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<Double>>> found = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        found.add(
            threads.submit(() -> {
              List<Double> all = new ArrayList<>();
              for (int k = 0; k < 50; k++) {
                all.add(f.apply(scalar(k * .01)).value().value(0));
              }
              return all;
            }));
      }
      for (Future<List<Double>> all : found) {
        assertThat(all.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void integersBesideFloats() {
    Function<Mixed, Tensor> f =
        m ->
            iterate(
                    2,
                    (Mixed c) ->
                        new Mixed(c.x().times(c.count().cast(DType.FLOAT64)), c.count().plus(1)),
                    m)
                .x()
                .sum();
    Mixed at = new Mixed(vector(1, 2), constant(NDArray.of(2, 3)));
    near(grad(f).apply(at).x(), 6, 12);
    near(grad(f).apply(at).count(), 0, 0);
    assertThat(grad(f).apply(at).count().dtype()).isEqualTo(DType.INT32);
    near(jvp(f, at, at).tangent(), 30);
    near(hvp(f).apply(at, at).x(), 0, 0);
    near(vmap(grad(f)).apply(new Mixed(vector(1, 2), constant(NDArray.of(2, 3)))).x(), 6, 12);
    near(hessian(f).apply(at), 0, 0, 0, 0);
    Function<Mixed, Mixed> same =
        m -> iterate(2, (Mixed c) -> new Mixed(Sin.of(c.x()), c.count().plus(1)), m);
    Mixed pulled = vjp(same, at).pullback().apply(at);
    near(pulled.count(), 0, 0);
    near(jvp(same, at, at).tangent().count(), 0, 0);
    near(
        vmap((Tensor n) ->
                whileLoop(
                        9,
                        (Mixed c) -> Less.of(c.count(), n),
                        (Mixed c) -> new Mixed(c.x().times(2), c.count().plus(1)),
                        new Mixed(scalar(1), n.minus(n)))
                    .x())
            .apply(constant(NDArray.of(2, 0, 3))),
        4,
        1,
        8);
  }

  @Test
  void singlePrecisionStays() {
    Tensor x = vector(.5, 2).cast(DType.FLOAT32);
    Function<Tensor, Tensor> f =
        v ->
            scan((Tensor c, Tensor e) -> new Step<>(Sin.of(c).times(e), c), v.sum(), v)
                .outputs()
                .sum()
                .plus(
                    whileLoop(
                        9,
                        c -> Less.of(c, v.sum().times(3)),
                        (Tensor c) -> c.plus(v.sum()),
                        v.sum()));
    for (Tensor y :
        List.of(
            grad(f).apply(x),
            jvp(f, x, x).tangent(),
            hessian(f).apply(x),
            vmap(f).apply(x.reshape(1, 2)),
            vmap(grad(f)).apply(x.reshape(1, 2)),
            compile(grad(f)).apply(x))) {
      assertThat(eval(y).dtype()).isEqualTo(DType.FLOAT32);
    }
  }

  @Test
  void outputsThatDoNotDependOnTheArgument() {
    Tensor k = vector(1, 2);
    near(jacobian((Tensor x) -> k).apply(scalar(1)), 0, 0);
    for (Mode mode : Mode.values()) {
      near(jacobian((Tensor x) -> k, mode).apply(vector(1)), 0, 0);
      near(jacobian((Tensor x) -> x, mode).apply(scalar(1)), 1);
    }
    near(hessian((Tensor x) -> x.sum()).apply(k), 0, 0, 0, 0);
    near(hessian((Tensor x) -> scalar(1)).apply(k), 0, 0, 0, 0);
    near(vmap((Tensor x) -> scalar(3)).apply(k), 3, 3);
    near(vmap((Tensor x) -> k, 0, 1).apply(vector(1, 1, 1)), 1, 1, 1, 2, 2, 2);
    near(map((Tensor x) -> scalar(3), k), 3, 3);
    near(jvp((Tensor x) -> k, scalar(1), scalar(1)).tangent(), 0, 0);
    near(grad((Tensor x) -> vmap((Tensor y) -> x).apply(k).sum()).apply(scalar(1)), 2);
    near(grad((Tensor x) -> iterate(3, (Tensor c) -> scalar(2), x)).apply(scalar(1)), 0);
    near(
        grad((Tensor x) -> whileLoop(3, c -> Less.of(c, scalar(2)), c -> scalar(2), x))
            .apply(scalar(1)),
        0);
    near(
        vmap(grad((Tensor x) -> whileLoop(3, c -> Less.of(c, scalar(2)), c -> scalar(2), x)))
            .apply(vector(1, 3)),
        0,
        1);
  }

  @Test
  void capturedViewsAndRepeatedNumbers() {
    consistent(
        x -> {
          Tensor wide = x.broadcastTo(Shape.of(2, 3));
          Tensor part = wide.slice(1, 1, 3).transpose();
          return scan(
                  (Tensor c, Tensor e) ->
                      new Step<>(
                          c.plus(part.matmul(c.reshape(2, 1)).sum().times(e)),
                          Concat.of(0, c, part.reshape(-1))),
                  vector(.1, .2).times(x),
                  vector(.5, .3))
              .outputs()
              .squared()
              .sum();
        },
        .7);
  }

  @Test
  void batchesInBatches() {
    Function<Tensor, Tensor> f =
        x ->
            whileLoop(
                30,
                c -> Less.of(c, scalar(10)),
                (Tensor c) ->
                    cond(
                        Less.of(c, x.times(2)),
                        (Tensor d) -> d.times(2),
                        (Tensor d) -> d.plus(x),
                        c),
                x);
    Tensor xs = matrix(new double[] {1.1, 2.3, 30}, new double[] {3.7, .9, 1.7});
    double[] values = new double[6];
    double[] slopes = new double[6];
    for (int k = 0; k < 6; k++) {
      Tensor x = scalar(xs.value().value(k));
      values[k] = eval(f.apply(x)).value(0);
      slopes[k] = eval(grad(f).apply(x)).value(0);
    }
    near(vmap(vmap(f)).apply(xs), values);
    near(vmap(vmap(grad(f))).apply(xs), slopes);
    near(grad((Tensor x) -> vmap(vmap(f)).apply(x).sum()).apply(xs), slopes);
    near(vmap(grad((Tensor x) -> vmap(f).apply(x).sum())).apply(xs), slopes);
    near(compile(vmap((Tensor x) -> jvp(vmap(f), x, vector(1, 1, 1)).tangent())).apply(xs), slopes);
  }
}
