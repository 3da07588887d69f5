package dev.adjoint.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.autodiff.Transformations;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the engines say of a formula agrees: forward mode with reverse mode, a batch with a loop
/// over its elements; of the formula and of its pullback.
final class ModesContract {
  private static final int SIZE = 3;

  private ModesContract() {}

  /// Checks a graph at numbers for its inputs.
  static void holds(Graph graph, List<NDArray> at) {
    forwardIsReverse(graph, at);
    batchIsLoop(graph, at, _ -> true);
    if (at.size() > 1) {
      batchIsLoop(graph, at, k -> k == 0);
      batchIsLoop(graph, at, k -> k > 0);
    }
  }

  /// `⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩` for random directions.
  static void forwardIsReverse(Graph graph, List<NDArray> at) {
    List<Tensor> xDots = random(graph.inputs(), 3);
    List<Tensor> yBars = random(graph.outputs(), 5);
    var pushed = Transformations.jvp(graph, graph.inputs(), xDots);
    List<Tensor> xBars = Transformations.pullback(graph, yBars);
    List<Tensor> all =
        Stream.of(graph.outputs(), pushed.values(), pushed.tangents(), xBars)
            .flatMap(List::stream)
            .toList();
    List<NDArray> found = Interpreter.run(Graph.of(graph.inputs(), all), at);
    int outputs = yBars.size();
    assertThat(found.subList(outputs, 2 * outputs)).isEqualTo(found.subList(0, outputs));
    double[] forward = dot(yBars, found.subList(2 * outputs, 3 * outputs));
    double[] reverse = dot(xDots, found.subList(3 * outputs, found.size()));
    assertThat(Math.abs(forward[0] - reverse[0]))
        .as("forward %s and reverse %s of %s", forward[0], reverse[0], graph)
        .isLessThanOrEqualTo(1e-9 * (forward[1] + reverse[1]) + 1e-300);
  }

  private static List<Tensor> random(List<Tensor> like, int seed) {
    return IntStream.range(0, like.size())
        .mapToObj(k -> {
          TensorType type = like.get(k).type();
          return type.isFloating()
              ? Tensor.constant(Numbers.smooth().array(type, seed + 10L * k))
              : Tensor.zeros(type);
        })
        .toList();
  }

  /// The sum of products, and that of their absolute values.
  private static double[] dot(List<Tensor> constants, List<NDArray> values) {
    double[] sums = new double[2];
    for (int k = 0; k < constants.size(); k++) {
      for (int i = 0; i < values.get(k).count() && constants.get(k).isConstant(); i++) {
        double product = constants.get(k).value().value(i) * values.get(k).value(i);
        sums[0] += product;
        sums[1] += Math.abs(product);
      }
    }
    return sums;
  }

  /// The elements of the batch are those numbers and slightly larger ones, so that they stay where
  /// the formula is defined and an element that gets another's number shows; of i32 and bool the
  /// same ones in another order.
  private static void batchIsLoop(
      Graph graph, List<NDArray> at, java.util.function.IntPredicate isMapped) {
    List<List<NDArray>> elements =
        IntStream.range(0, SIZE)
            .mapToObj(n ->
                IntStream.range(0, at.size())
                    .mapToObj(k -> isMapped.test(k) ? scaled(at.get(k), n) : at.get(k))
                    .toList())
            .toList();
    List<Tensor> mapped =
        IntStream.range(0, at.size()).filter(isMapped).mapToObj(graph.inputs()::get).toList();
    List<Tensor> batches = new ArrayList<>();
    for (int k = 0; k < at.size(); k++) {
      int input = k;
      if (isMapped.test(k)) {
        batches.add(stack(elements.stream().map(e -> e.get(input)).toList()));
      }
    }
    List<Tensor> all = Transformations.vmap(Graph.of(mapped, graph.outputs()), batches, SIZE);
    List<NDArray> actual = Interpreter.run(Graph.of(graph.inputs(), all), at);
    List<List<NDArray>> expected =
        elements.stream().map(element -> Interpreter.run(graph, element)).toList();
    for (int k = 0; k < actual.size(); k++) {
      int output = k;
      Tensor loop = stack(expected.stream().map(ys -> ys.get(output)).toList());
      assertThat(actual.get(k).type()).isEqualTo(loop.type());
      OpContract.near(actual.get(k), loop.value(), 1e-11);
    }
  }

  private static NDArray scaled(NDArray x, int number) {
    if (!x.dtype().isFloating()) {
      return BatchContract.rotated(x, number);
    }
    double[] values = x.toDoubleArray();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 1 + 0.003 * number;
    }
    return NDArray.wrap(x.type(), values);
  }

  private static Tensor stack(List<NDArray> elements) {
    TensorType type = elements.getFirst().type();
    double[] values =
        Stream.of(elements)
            .flatMap(List::stream)
            .flatMapToDouble(e -> IntStream.range(0, e.count()).mapToDouble(e::value))
            .toArray();
    TensorType all = type.withShape(type.shape().prepend(elements.size()));
    var doubles = new TensorType(dev.adjoint.array.DType.FLOAT64, all.shape());
    return Tensor.constant(NDArray.wrap(doubles, values).cast(all.dtype()));
  }
}
