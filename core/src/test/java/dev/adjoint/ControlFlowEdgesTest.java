package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.cond;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.hessian;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.Adjoint.jacobian;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.Adjoint.whileLoop;
import static dev.adjoint.ControlFlowTest.consistent;
import static dev.adjoint.Near.near;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.full;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.graph.Tensor.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Gather;
import dev.adjoint.op.Less;
import dev.adjoint.op.Not;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Where;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Loops and choices where they are most likely to go wrong.
final class ControlFlowEdgesTest {
  private static final Function<Tensor, Tensor> SUM_OF = Tensor::sum;

  record Two(Tensor a, Tensor b) {}

  record Mixed(Tensor x, Tensor count, Tensor flag) {}

  record Nothing() {}

  @Test
  void scansOfNoStepsAndOfOne() {
    BiFunction<Tensor, Tensor, Step<Tensor, Tensor>> body =
        (c, x) -> new Step<>(c.times(x), c.plus(x));
    for (int n = 0; n < 3; n++) {
      Tensor xs = vector(2, 3).slice(0, 0, n);
      Function<Tensor, Tensor> f =
          c -> {
            var scanned = scan(body, c, xs.times(c));
            return scanned.carry().times(2).plus(scanned.outputs().sum());
          };
      consistent(f, .7);
    }
    Tensor none = vector(1).slice(0, 0, 0);
    near(scan(body, scalar(5), none).outputs());
    near(grad((Tensor x) -> scan(body, scalar(5), x).carry()).apply(none));
    near(jvp((Tensor x) -> scan(body, scalar(5), x).carry(), none, none).tangent(), 0);
    near(compile(grad((Tensor c) -> scan(body, c, none).carry())).apply(scalar(5)), 1);
  }

  @Test
  void emptyTensors() {
    Tensor none = vector(1).slice(0, 0, 0);
    Function<Tensor, Tensor> f =
        x ->
            cond(
                Less.of(x.sum(), scalar(1)),
                (Tensor a) ->
                    whileLoop(
                            5,
                            (Two c) -> Less.of(c.b(), scalar(2.5)),
                            (Two c) -> new Two(Sin.of(c.a()), c.b().plus(1)),
                            new Two(a, a.sum()))
                        .a(),
                (Tensor a) -> iterate(3, (Tensor c) -> c.times(c), a),
                x);
    near(f.apply(none));
    near(grad(SUM_OF.compose(f)).apply(none));
    near(compile(grad(SUM_OF.compose(f))).apply(none));
    near(jvp(f, none, none).tangent());
    near(hessian(SUM_OF.compose(f)).apply(none));
    for (Mode mode : Mode.values()) {
      near(jacobian(f, mode).apply(none));
      near(jacobian(SUM_OF.compose(f), mode).apply(none));
    }
  }

  @Test
  void carriesOfIntegersAndBooleans() {
    consistent(
        x ->
            iterate(
                    4,
                    (Mixed c) ->
                        new Mixed(
                            Where.of(c.flag(), Sin.of(c.x()), c.x().times(x))
                                .times(c.count().cast(DType.FLOAT64)),
                            c.count().plus(1),
                            Not.of(c.flag())),
                    new Mixed(x, constant(NDArray.scalar(1).cast(DType.INT32)), Less.of(x, x)))
                .x(),
        .6);
    consistent(
        x ->
            whileLoop(
                    9,
                    (Mixed c) -> c.flag(),
                    (Mixed c) ->
                        new Mixed(
                            c.x().times(x).plus(1),
                            c.count().plus(1),
                            Less.of(c.count(), full(TensorType.i32(), 3))),
                    new Mixed(x, zeros(TensorType.i32()), Less.of(x, x.plus(1))))
                .x(),
        .6);
  }

  @Test
  void carriesThatStayOrChangePlaces() {
    for (int steps = 0; steps < 5; steps++) {
      int n = steps;
      consistent(
          x -> iterate(n, (Two c) -> new Two(c.b(), c.a()), new Two(x, x.squared().times(3))).a(),
          .6);
      consistent(
          x ->
              iterate(
                      n,
                      (List<Tensor> c) -> List.of(c.get(1), c.get(2), c.get(0), c.get(3)),
                      List.of(x, Sin.of(x), x.squared(), x.times(5)))
                  .stream()
                  .reduce(scalar(1), (a, b) -> a.times(2).plus(b.squared())),
          .6);
      consistent(
          x -> {
            var end =
                whileLoop(
                    9,
                    (List<Tensor> c) -> Less.of(c.get(2), scalar(n)),
                    (List<Tensor> c) ->
                        List.of(c.get(1), c.get(0), c.get(2).plus(1), c.get(3), c.get(4), c.get(4)),
                    List.of(x, Sin.of(x), scalar(0), x, x.times(3), x.times(7)));
            return end.get(0).plus(end.get(3).times(end.get(4))).plus(end.get(5));
          },
          .6);
    }
  }

  /// Two carries that become the same tensor, a constant, a captured tensor, the element.
  @Test
  void whatABodyReturnsNeedNotBeComputed() {
    Tensor xs = vector(.5, 2, 3);
    consistent(
        x -> {
          Scanned<List<Tensor>, List<Tensor>> all =
              scan(
                  (List<Tensor> c, Tensor e) -> {
                    Tensor s = c.get(0).times(e);
                    return new Step<>(
                        List.of(s, s, scalar(4), x, e, c.get(4)),
                        List.of(s, s, scalar(7), x, e, c.get(0), c.get(0), x));
                  },
                  List.of(x, x, x, x.times(2), x, x.squared()),
                  xs.times(x));
          Tensor sum = all.carry().stream().reduce(scalar(0), (a, b) -> a.times(1.1).plus(b));
          for (Tensor y : all.outputs()) {
            sum = sum.times(1.2).plus(y.times(vector(1, 2, 3)).sum());
          }
          return sum;
        },
        .6);
  }

  @Test
  void branchesThatReturnWhatTheyGotOrCapturedOrAConstant() {
    for (double at : new double[] {.6, -.6}) {
      consistent(
          x ->
              cond(
                      Less.of(x, scalar(0)),
                      (Two p) -> List.of(p.a(), p.a(), x, scalar(3), p.b()),
                      (Two p) -> List.of(p.b(), x, scalar(2), p.a(), p.a().times(p.b())),
                      new Two(x, x.squared()))
                  .stream()
                  .reduce(scalar(1), (a, b) -> a.times(2).plus(b.squared())),
          at);
    }
  }

  @Test
  void conditionsThatCapture() {
    consistent(
        x -> {
          Tensor bound = x.times(20.123);
          return whileLoop(
              40, c -> Less.of(c.squared(), bound), (Tensor c) -> c.times(1.3).plus(x), x);
        },
        .9);
  }

  @Test
  void sharedTensorsReadTwice() {
    consistent(
        x -> {
          Tensor w = Sin.of(x);
          Tensor whole = w.broadcastTo(Shape.of(3));
          return scan(
                  (Tensor c, Tensor e) ->
                      new Step<>(c.times(w).plus(e.times(whole).sum()), w.times(e).times(x)),
                  w,
                  whole.times(vector(1, 2, 3)))
              .outputs()
              .sum()
              .times(w);
        },
        .6);
  }

  @Test
  void integerSequencesAndIndices() {
    Tensor rows = constant(NDArray.of(2, 0, 1, 2));
    consistent(
        x ->
            scan(
                    (Tensor c, Tensor row) -> {
                      Tensor one = Gather.of(vector(1, 2, 3).times(x), row, 0);
                      return new Step<>(c.times(one), row);
                    },
                    x,
                    rows)
                .carry(),
        .6);
    Function<Two, Tensor> f = p -> Gather.of(p.a().squared(), p.b(), 0).sum();
    Two at = new Two(vector(1, 2, 3), rows);
    near(grad(f).apply(at).a(), 2, 4, 12);
    near(grad(f).apply(at).b(), 0, 0, 0, 0);
    near(jvp(f, at, new Two(vector(1, 1, 1), rows)).tangent(), 18);
    near(jacobian(f).apply(at).a(), 2, 4, 12);
    near(
        hessian((Tensor a) -> f.apply(new Two(a, rows))).apply(vector(1, 2, 3)),
        2,
        0,
        0,
        0,
        2,
        0,
        0,
        0,
        4);
  }

  @Test
  void recordsWithoutTensors() {
    Nothing none = new Nothing();
    assertThat(iterate(3, (Nothing n) -> n, none)).isEqualTo(none);
    assertThat(
            cond(Less.of(scalar(1), scalar(2)), (Tensor x) -> none, (Tensor x) -> none, scalar(1)))
        .isEqualTo(none);
    assertThat(cond(Less.of(scalar(1), scalar(2)), (Nothing x) -> none, (Nothing x) -> none, none))
        .isEqualTo(none);
    assertThat(scan((Nothing n, Tensor x) -> new Step<>(n, n), none, vector(1, 2)).outputs())
        .isEqualTo(none);
    assertThat(vmap((Tensor x) -> none).apply(vector(1, 2))).isEqualTo(none);
    assertThat(Adjoint.<Nothing, Nothing>checkpoint(n -> n).apply(none)).isEqualTo(none);
    assertThat(grad((Nothing n) -> scalar(1)).apply(none)).isEqualTo(none);
    assertThat(compile(grad((Nothing n) -> scalar(1))).apply(none)).isEqualTo(none);
    near(jvp((Nothing n) -> scalar(1), none, none).tangent(), 0);
    near(Adjoint.<Nothing, Tensor>checkpoint(n -> scalar(2)).apply(none), 2);
    near(
        vmap((Tensor x) -> Adjoint.<Nothing, Tensor>checkpoint(n -> x.times(x)).apply(none))
            .apply(vector(2, 3)),
        4,
        9);
    near(
        grad((Tensor x) -> Adjoint.<Nothing, Tensor>checkpoint(n -> x.times(x)).apply(none))
            .apply(scalar(2)),
        4);
    near(
        grad((Tensor x) ->
                cond(
                    Less.of(scalar(1), scalar(2)),
                    (Nothing n) -> x.times(x),
                    (Nothing n) -> x,
                    none))
            .apply(scalar(2)),
        4);
    assertThat(jacobian((Nothing n) -> scalar(1)).apply(none)).isEqualTo(none);
    assertThat(whileLoop((Nothing n) -> Less.of(scalar(2), scalar(1)), n -> n, none))
        .isEqualTo(none);
  }
}
