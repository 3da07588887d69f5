package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.iteration;
import static dev.adjoint.Adjoint.valueAndGrad;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Flip;
import dev.adjoint.op.Less;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class IterationTest {
  record Net(Tensor w1, Tensor b1, Tensor w2, Tensor b2) {
    static Net of(long seed) {
      return new Net(
          Tensor.constant(Key.of(seed).normal(TensorType.f32(2, 8))),
          Tensor.zeros(TensorType.f32(8)),
          Tensor.constant(Key.of(seed).normal(TensorType.f32(8, 1))),
          Tensor.zeros(TensorType.f32(1)));
    }

    Tensor loss(Batch batch) {
      Tensor hidden = Sigmoid.of(batch.x().matmul(w1).plus(b1));
      return Sigmoid.of(hidden.matmul(w2).plus(b2)).minus(batch.y()).squared().mean();
    }
  }

  record Batch(Tensor x, Tensor y) {
    static Batch of(long seed, int rows) {
      return new Batch(
          Tensor.constant(Key.of(seed).normal(TensorType.f32(rows, 2))),
          Tensor.constant(Key.of(seed).uniform(TensorType.f32(rows, 1))));
    }
  }

  private static Step<Net, Tensor> descend(Net net, Batch batch) {
    var at = valueAndGrad((Net n) -> n.loss(batch)).apply(net);
    return new Step<>(Tree.map(net, at.grad(), (p, g) -> p.minus(g.times(0.5))), at.value());
  }

  /// The same by the plain compiled function: each step's state is a value.
  private static <S, X> void agree(BiFunction<S, X, Step<S, Tensor>> step, S start, List<X> xs) {
    BiFunction<S, X, Step<S, Tensor>> compiled = compile(step);
    var iteration = iteration(step).apply(start);
    S state = Adjoint.eval(start);
    for (X x : xs) {
      Step<S, Tensor> next = compiled.apply(state, x);
      assertThat(iteration.advance(x)).isEqualTo(next.output().value().item());
      state = next.carry();
    }
    assertThat(numbers(iteration.state())).isEqualTo(numbers(state));
  }

  private static List<NDArray> numbers(Object tree) {
    return Tree.tensors(tree).stream().map(Tensor::value).toList();
  }

  @Test
  void stepsAreThoseOfTheCompiledFunctionBitByBit() {
    agree(IterationTest::descend, Net.of(1), Collections.nCopies(20, Batch.of(2, 4)));
  }

  @Test
  void aStepThatReadsElsewhereInTheStateWritesToOtherMemory() {
    agree(
        (Tensor s, Tensor x) -> new Step<>(Flip.of(s, 0).plus(x), s.sum()),
        vector(1, 2, 3, 4),
        List.of(scalar(1), scalar(2), scalar(3)));
  }

  @Test
  void aStepMayUseTheOldStateAfterTheNew() {
    agree(
        (Tensor s, Tensor x) -> {
          Tensor next = s.plus(x);
          return new Step<>(next, next.times(s).sum());
        },
        vector(1, 2, 3, 4),
        List.of(scalar(1), scalar(2), scalar(3)));
  }

  record Pair(Tensor a, Tensor b) {}

  @Test
  void partsOfTheStateMayChangePlaces() {
    agree(
        (Pair s, Tensor x) -> new Step<>(new Pair(s.b(), s.a().plus(x)), s.a().sum()),
        new Pair(vector(1, 2), vector(3, 4)),
        List.of(scalar(1), scalar(2), scalar(3)));
  }

  @Test
  void partsOfTheStateMayBecomeOne() {
    agree(
        (Pair s, Tensor x) -> {
          Tensor sum = s.a().plus(s.b()).times(x);
          return new Step<>(new Pair(sum, sum), s.b().sum());
        },
        new Pair(vector(1, 2), vector(3, 4)),
        List.of(scalar(1), scalar(2), scalar(3)));
  }

  @Test
  void elementsMayDifferInSize() {
    var batches = new ArrayList<Batch>();
    for (int k = 0; k < 30; k++) {
      batches.add(Batch.of(k, 1 + k * 7 % 11));
    }
    agree(IterationTest::descend, Net.of(1), batches);
  }

  @Test
  void aStateThatWasSeenNeverChanges() {
    Tensor start = vector(1, 2, 3);
    var iteration = iteration((Tensor s, Tensor x) -> new Step<>(s.times(x), s.sum())).apply(start);
    iteration.advance(scalar(2));
    Tensor seen = iteration.state();
    iteration.advance(scalar(5));
    assertThat(start.value()).isEqualTo(NDArray.of(1.0, 2, 3));
    assertThat(seen.value()).isEqualTo(NDArray.of(2.0, 4, 6));
    assertThat(iteration.state().value()).isEqualTo(NDArray.of(10.0, 20, 30));
  }

  /// Of integers, whose loops are the same with and without the Vector API.
  @Test
  void anElementIsNotKept() throws InterruptedException {
    var iteration =
        iteration((Tensor s, Tensor x) -> new Step<>(s.plus(x), x.sum()))
            .apply(Tensor.zeros(TensorType.f32(3)));
    Garbage.assertNotKept(iteration::advance);
    assertThat(iteration.state().value().toDoubleArray()).containsExactly(1, 2, 3);
  }

  @Test
  void aStepAllocatesNothing() {
    BiFunction<Pair, Pair, Step<Pair, Tensor>> step =
        (s, x) -> {
          Tensor far = Adjoint.iterate(3, (Tensor c) -> c.plus(x.b()), s.b());
          var next = new Pair(s.a().times(3).plus(x.a()), Flip.of(far, 0));
          return new Step<>(next, s.a().max().cast(DType.FLOAT64));
        };
    Pair pair = Adjoint.eval(new Pair(ints(1, 2, 3), ints(4, 5, 6)));
    var iteration = iteration(step).apply(pair);
    iteration.advance(pair);
    iteration.advance(pair);
    assertThat(Allocation.bytes(() -> iteration.advance(pair))).isZero();
  }

  private static Tensor ints(int... values) {
    return Tensor.constant(NDArray.of(values));
  }

  @Test
  void manyThreadsRunOneFunctionAtOnce() throws Exception {
    Function<Net, Iteration<Net, Batch>> descent = iteration(IterationTest::descend);
    BiFunction<Net, Batch, Step<Net, Tensor>> compiled = compile(IterationTest::descend);
    List<List<NDArray>> alone = List.of(train(descent, 1), train(descent, 2), train(descent, 3));
    var tasks = new ArrayList<Callable<Boolean>>();
    for (int k = 0; k < 24; k++) {
      int seed = 1 + k % 3;
      List<NDArray> wanted = alone.get(seed - 1);
      tasks.add(() -> train(descent, seed).equals(wanted));
      tasks.add(() -> step(compiled, seed).equals(wanted));
    }
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (var outcome : pool.invokeAll(tasks)) {
        assertThat(outcome.get()).isTrue();
      }
    }
  }

  private static List<NDArray> train(Function<Net, Iteration<Net, Batch>> descent, int seed) {
    var iteration = descent.apply(Net.of(seed));
    for (int k = 0; k < 50; k++) {
      iteration.advance(Batch.of(k % 5, 1 + (k + seed) % 4));
    }
    return numbers(iteration.state());
  }

  private static List<NDArray> step(BiFunction<Net, Batch, Step<Net, Tensor>> compiled, int seed) {
    Net net = Adjoint.eval(Net.of(seed));
    for (int k = 0; k < 50; k++) {
      net = compiled.apply(net, Batch.of(k % 5, 1 + (k + seed) % 4)).carry();
    }
    return numbers(net);
  }

  @Test
  void aStateKeepsItsTypesAndAnOutputIsANumber() {
    var grows =
        iteration((Tensor s, Tensor x) -> new Step<>(s.broadcastTo(x.shape()), x.sum()))
            .apply(vector(1));
    assertThatThrownBy(() -> grows.advance(vector(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "iteration: a step keeps the form and the types of the state, [f64[1]]");
    var many = iteration((Tensor s, Tensor x) -> new Step<>(s, x)).apply(vector(1));
    assertThatThrownBy(() -> many.advance(vector(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "iteration: the output of a step is a number, f32[] or f64[], but it is f64[2]");
    assertThat(many.state().value()).isEqualTo(NDArray.of(1.0));
  }

  @Test
  void aStepThatBrokeOffLeavesNoState() {
    var iteration =
        iteration((Tensor s, Tensor x) ->
                new Step<>(
                    Adjoint.whileLoop(
                        5, (Tensor c) -> Less.of(c.sum(), x), (Tensor c) -> c.plus(1.0), s),
                    s.sum()))
            .apply(vector(1));
    iteration.advance(scalar(3));
    assertThatThrownBy(() -> iteration.advance(scalar(100)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(iteration::state)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("a step of this iteration broke off");
  }

  @Test
  void anElementMayBeAWindowOnAnArray() {
    NDArray all = Key.of(4).normal(TensorType.f32(9, 3));
    BiFunction<Tensor, Tensor, Step<Tensor, Tensor>> step =
        (state, x) -> new Step<>(state.plus(x), x.sum());
    var iteration = iteration(step).apply(Tensor.zeros(TensorType.f32(2, 3)));
    for (int row = 0; row < 3; row++) {
      NDArray window = all.rows(2 * row + 1, 2 * row + 3);
      Tensor before = iteration.state();
      iteration.advance(Tensor.constant(window));
      Tensor copy = Tensor.constant(Buffer.of(window).toNDArray());
      assertThat(iteration.state().value()).isEqualTo(Adjoint.eval(before.plus(copy)));
    }
  }
}
