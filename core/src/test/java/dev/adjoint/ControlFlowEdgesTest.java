package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.cond;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.hessian;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.Adjoint.jacobian;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.map;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.Adjoint.whileLoop;
import static dev.adjoint.ControlFlowTest.consistent;
import static dev.adjoint.Near.near;
import static dev.adjoint.Near.within;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.full;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.graph.Tensor.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.compile.Compiler;
import dev.adjoint.compile.Program;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import dev.adjoint.op.Gather;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Less;
import dev.adjoint.op.Not;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Where;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Loops and choices where they are most likely to go wrong.
final class ControlFlowEdgesTest {
  private static final Function<Tensor, Tensor> SUM_OF = Tensor::sum;

  /// Of a batch, the element that is done computes √ of a negative number in vain. The gradient of
  /// weights in a loop is one product of what the steps stacked.
  @Test
  void outerProductsAreSummedByOneProduct() {
    Function<Tensor, Tensor> f =
        w ->
            iterate(7, (Tensor h) -> Sin.of(h.reshape(1, 2).matmul(w).reshape(2)), vector(1, 2))
                .sum();
    Tensor w = matrix(new double[] {0.3, -0.4}, new double[] {0.5, 0.6});
    assertThat(Adjoint.program(grad(f), w)).contains("f64[2,2] = MatMul");
    double h = 1e-6;
    for (int k = 0; k < 4; k++) {
      double[] unit = new double[4];
      unit[k] = h;
      Tensor step = vector(unit).reshape(2, 2);
      double slope =
          (eval(f.apply(w.plus(step))).item() - eval(f.apply(w.minus(step))).item()) / (2 * h);
      within(1e-8, grad(f).apply(w).reshape(4).slice(0, k, k + 1), slope);
    }
    Function<Tensor, Tensor> onto = x -> jvp(grad(f), w.times(x), w).tangent().sum();
    near(
        onto.apply(scalar(1)),
        eval(grad((Tensor x) -> grad(f).apply(w.times(x)).sum()).apply(scalar(1))).item());
  }

  /// However small its result: it might not end.
  @Test
  void aLoopOfConstantsIsNotRunByTheCompiler() {
    Tensor endless = whileLoop(3, c -> Less.of(c, scalar(100)), (Tensor c) -> c.plus(1), scalar(0));
    Program program = Compiler.compile(Graph.of(List.of(), List.of(endless)));
    assertThatThrownBy(() -> program.run(List.of()))
        .hasMessageContaining("whileLoop: the condition still holds after 3 steps");
  }

  @Test
  void aChoiceTakesWhatItsBranchesTake() {
    Tensor x = Tensor.variable(TensorType.f64(2));
    Graph branch = Graph.of(List.of(x), List.of(x));
    Tensor yes = Less.of(scalar(0), scalar(1));
    assertThatThrownBy(() -> Node.of(new Cond(branch, branch), List.of(yes, scalar(1))))
        .hasMessageContaining("cond: the true branch takes [f64[2]], but is given [f64[]]");
    Graph asks = Graph.of(List.of(x), List.of(yes));
    assertThatThrownBy(() -> Node.of(new While(asks, branch, 1, 0), List.of(scalar(1))))
        .hasMessageContaining("while: the body takes [f64[2]], but is given [f64[]]");
  }

  @Test
  void aCountedScanRunsAsManyStepsAsThereAre() {
    Tensor x = Tensor.variable(TensorType.f64());
    Scan scan = new Scan(Graph.of(List.of(x), List.of(x.plus(1))), 1, 0, 3, false, true, List.of());
    for (int steps : new int[] {-1, 4}) {
      Tensor count = Tensor.full(TensorType.i32(), steps);
      Tensor last = Node.of(scan, List.of(count, scalar(0))).outputs().getFirst();
      String message = "scan: it is to run " + steps + " steps, but its sequences have 3";
      assertThatThrownBy(() -> eval(last)).hasMessage(message);
      assertThatThrownBy(() -> Interpreter.run(Graph.of(List.of(), List.of(last)), List.of()))
          .hasMessage(message);
    }
  }

  @Test
  void theArenaCountsThatOfTheBody() {
    assertThat(arenaOfLoop((c, x) -> c.matmul(c).plus(x))).isEqualTo(80_000);
  }

  @Test
  void aCarryHasASecondBufferUnlessItIsWrittenOver() {
    assertThat(arenaOfLoop((c, x) -> c.matmul(x))).isEqualTo(80_000);
    assertThat(arenaOfLoop((c, x) -> c.plus(c.transpose()))).isEqualTo(80_000);
    assertThat(arenaOfLoop((c, x) -> c.times(0.5).plus(x))).isEqualTo(0);
  }

  private static long arenaOfLoop(BinaryOperator<Tensor> body) {
    Graph graph =
        Adjoint.trace(
            (Tensor x) -> iterate(10, (Tensor c) -> body.apply(c, x), x),
            Tensor.zeros(TensorType.f64(100, 100)));
    return Compiler.compile(graph).arenaBytes();
  }

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
    near(grad(SUM_OF.compose(vmap(f))).apply(xs), slopes);
    near(compile(grad(SUM_OF.compose(vmap(f)))).apply(xs), slopes);
    near(vmap((Tensor x) -> jvp(f, x, scalar(1)).tangent()).apply(xs), slopes);
  }

  /// Of a batch, both branches are computed: the one that was not chosen in vain.
  @Test
  void branchesNotChosenDoNotSpoilTheGradient() {
    Function<Tensor, Tensor> f =
        x -> cond(Greater.of(x, scalar(0)), Tensor::sqrt, (Tensor y) -> y.times(3), x);
    near(vmap(grad(f)).apply(vector(4, 0, -4)), .25, 3, 3);
    near(grad(SUM_OF.compose(vmap(f))).apply(vector(4, 0, -4)), .25, 3, 3);
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
    near(grad(SUM_OF.compose(vmap(f))).apply(vector(2, .5, 3)), 32, 3, 27);
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
    near(grad(SUM_OF.compose(vmap(f))).apply(vector(2, -1, 2.9)), 2, 1, 8);
  }

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
    near(grad(SUM_OF.compose(vmap(f))).apply(none));
    near(compile(vmap(grad(grad(f)))).apply(none));
    near(map(f, none));
    near(grad((Tensor x) -> map(f, x).sum()).apply(none));
    near(
        vmap((Tensor g) -> whileLoop(5, c -> Less.of(c, g), (Tensor c) -> c.plus(g), scalar(1)))
            .apply(none));
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

  /// Histories are seen to be unused where the composite around the loop is expanded.
  @Test
  void loopsInCompositesKeepNothingForNobody() {
    Function<Tensor, Tensor> f = x -> iterate(7, (Tensor c) -> Sin.of(c).times(x), x);
    assertThat(Adjoint.program(f, scalar(1))).doesNotContain("[7]");
    assertThat(Adjoint.program(Adjoint.checkpoint(f), scalar(1))).doesNotContain("[7]");
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
