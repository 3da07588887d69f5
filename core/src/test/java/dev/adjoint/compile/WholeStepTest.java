package dev.adjoint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Adjoint;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Workers;
import dev.adjoint.op.Conv;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.MaxPool;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sliding;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Steps of training, forward, backward and Adam, with large enough parts to be shared out: the
/// same bits whoever works.
class WholeStepTest {
  private static final Sliding HALVES = Sliding.over(2).withStrides(2, 2);

  private static final List<Workers> TEAMS = List.of(Workers.of(1), Workers.of(2), Workers.of(8));

  /// What is trained.
  ///
  /// @param parameters the types of the parameters
  /// @param input the type of a batch
  /// @param model what the parameters make of a batch
  private record Net(
      List<TensorType> parameters,
      TensorType input,
      BiFunction<List<Tensor>, Tensor, Tensor> model) {
    int size() {
      return parameters.size();
    }

    /// Parameters, two moments of each, and a batch.
    List<NDArray> start() {
      var numbers = new ArrayList<NDArray>();
      for (int k = 0; k < size(); k++) {
        numbers.add(small(parameters.get(k), k));
      }
      parameters.forEach(type -> numbers.add(NDArray.full(type, 0)));
      parameters.forEach(type -> numbers.add(NDArray.full(type, 0)));
      numbers.add(Key.of(99).normal(input));
      return numbers;
    }

    private static NDArray small(TensorType type, int seed) {
      Tensor normal = Tensor.constant(Key.of(seed).normal(type));
      return Adjoint.eval(normal.times(0.1));
    }

    List<Tensor> step(List<Tensor> state) {
      int n = size();
      List<Tensor> parameters = state.subList(0, n);
      Tensor x = state.get(3 * n);
      var slopes = Adjoint.grad((List<Tensor> p) -> loss(model.apply(p, x))).apply(parameters);
      var next = new ArrayList<List<Tensor>>();
      for (int k = 0; k < n; k++) {
        next.add(adam(parameters.get(k), state.get(n + k), state.get(2 * n + k), slopes.get(k)));
      }
      return Stream.of(0, 1, 2).flatMap(part -> next.stream().map(made -> made.get(part))).toList();
    }

    /// The first class is the right one for every row.
    private static Tensor loss(Tensor scores) {
      return LogSoftmax.of(scores, 1).slice(1, 0, 1).mean().negate();
    }

    private static List<Tensor> adam(Tensor p, Tensor m, Tensor v, Tensor g) {
      Tensor mean = m.times(0.9).plus(g.times(0.1));
      Tensor square = v.times(0.999).plus(g.squared().times(0.001));
      return List.of(p.minus(mean.times(0.01).div(square.sqrt().plus(1e-8))), mean, square);
    }

    Program program(Kernels kernels) {
      List<Tensor> example = start().stream().map(Tensor::constant).toList();
      return Compiler.compile(Adjoint.trace(this::step, example), kernels);
    }

    /// {@return the state after some steps}
    List<NDArray> trained(Program program) {
      List<NDArray> state = start();
      NDArray batch = state.getLast();
      for (int step = 0; step < 3; step++) {
        state = new ArrayList<>(program.run(state));
        state.add(batch);
      }
      return state;
    }
  }

  private static Net dense() {
    return new Net(
        List.of(TensorType.f32(256, 160), TensorType.f32(160), TensorType.f32(160, 10)),
        TensorType.f32(128, 256),
        (p, x) -> Relu.of(x.matmul(p.get(0)).plus(p.get(1))).matmul(p.get(2)));
  }

  private static Net convolutional() {
    return new Net(
        List.of(TensorType.f32(6, 1, 5, 5), TensorType.f32(16, 6, 5, 5), TensorType.f32(400, 10)),
        TensorType.f32(16, 1, 28, 28),
        (p, x) -> {
          Tensor first = Conv.of(x, p.get(0), Sliding.over(2).withPads(2, 2));
          Tensor second = Conv.of(pooled(first), p.get(1));
          return pooled(second).reshape(-1, 400).matmul(p.get(2));
        });
  }

  private static Tensor pooled(Tensor x) {
    return MaxPool.of(Relu.of(x), HALVES, 2, 2);
  }

  private static void assertSameBits(Net net) {
    List<NDArray> alone = net.trained(net.program(Kernels.best(TEAMS.getFirst())));
    assertThat(alone.getFirst()).isNotEqualTo(net.start().getFirst());
    for (Workers team : TEAMS) {
      assertThat(net.trained(net.program(Kernels.best(team)))).isEqualTo(alone);
    }
  }

  @Test
  void aDenseNetTrainsToTheSameBitsWithAnyTeam() {
    assertSameBits(dense());
  }

  @Test
  void aConvolutionalNetTrainsToTheSameBitsWithAnyTeam() {
    assertSameBits(convolutional());
  }

  @Test
  void manyThreadsTrainByOneProgramToTheSameBits() throws Exception {
    Net net = dense();
    Program program = net.program(Kernels.best(TEAMS.get(1)));
    List<NDArray> alone = net.trained(program);
    var tasks = new ArrayList<Callable<List<NDArray>>>();
    for (int k = 0; k < 12; k++) {
      tasks.add(() -> net.trained(program));
    }
    try (var pool = Executors.newFixedThreadPool(6)) {
      for (var trained : pool.invokeAll(tasks)) {
        assertThat(trained.get()).isEqualTo(alone);
      }
    }
  }
}
