package dev.adjoint.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What an op says of a batch is what it says of each element, whichever of its inputs have the
/// batch's axis.
final class BatchContract {
  private static final int SIZE = 3;

  private BatchContract() {}

  /// Checks an op at inputs for one element; the others get the same numbers in another order.
  static void batches(Op op, NDArray... inputs) {
    for (int choice = 1; choice < 1 << inputs.length; choice++) {
      int mapped = choice;
      List<Boolean> isMapped =
          IntStream.range(0, inputs.length).mapToObj(k -> (mapped >> k & 1) == 1).toList();
      if (!(op instanceof Composite) || !isMapped.contains(false)) {
        batches(op, List.of(inputs), isMapped);
      }
    }
  }

  /// Checks the op that a formula of inputs was made by last, if there is one.
  static void batches(OpContract.Formula f, NDArray... inputs) {
    Node node = f.apply(Stream.of(inputs).map(Tensor::constant).toList()).node();
    if (!node.inputs().isEmpty()) {
      batches(node.op(), run(node.inputs()).toArray(NDArray[]::new));
    }
  }

  private static void batches(Op op, List<NDArray> inputs, List<Boolean> mapped) {
    List<List<NDArray>> elements =
        IntStream.range(0, SIZE).mapToObj(number -> element(inputs, mapped, number)).toList();
    List<Tensor> whole =
        IntStream.range(0, inputs.size())
            .mapToObj(k ->
                Tensor.constant(
                    mapped.get(k)
                        ? stack(elements.stream().map(e -> e.get(k)).toList())
                        : inputs.get(k)))
            .toList();
    List<NDArray> actual = run(batched(op, new Batch(whole, mapped, SIZE)));
    List<List<NDArray>> expected =
        elements.stream()
            .map(e -> run(Node.of(op, e.stream().map(Tensor::constant).toList()).outputs()))
            .toList();
    for (int k = 0; k < actual.size(); k++) {
      int output = k;
      NDArray all = stack(expected.stream().map(ys -> ys.get(output)).toList());
      assertThat(actual.get(k).type()).isEqualTo(all.type());
      OpContract.near(actual.get(k), all, 1e-12);
    }
    CoverageHook.note(
        Coverage.Part.VMAP, Node.of(op, inputs.stream().map(Tensor::constant).toList()));
  }

  private static List<Tensor> batched(Op op, Batch batch) {
    Tensor x = batch.input(0);
    return switch (op) {
      case Routine routine -> routine.batched(batch).orElseThrow();
      case View view -> List.of(view.batched(x).orElseThrow());
      case Reduction fold -> List.of(fold.withAxes(TypeRule.shifted(fold.axes())).on(x));
      case Composite formula ->
          List.of(Tensor.of(formula.batched().orElseThrow(), batch.whole().toArray(Tensor[]::new)));
      default -> throw new IllegalArgumentException(op + " is of a kind that needs no rule");
    };
  }

  private static List<NDArray> run(List<Tensor> outputs) {
    return Interpreter.run(Graph.of(List.of(), outputs), List.of());
  }

  private static List<NDArray> element(List<NDArray> inputs, List<Boolean> mapped, int number) {
    return IntStream.range(0, inputs.size())
        .mapToObj(k -> mapped.get(k) ? rotated(inputs.get(k), number) : inputs.get(k))
        .toList();
  }

  static NDArray rotated(NDArray x, int by) {
    return fill(x.type(), i -> x.value((i + by) % x.count()));
  }

  private static NDArray stack(List<NDArray> xs) {
    TensorType one = xs.getFirst().type();
    return fill(
        one.withShape(one.shape().prepend(SIZE)),
        i -> xs.get(i / one.count()).value(i % one.count()));
  }

  private static NDArray fill(TensorType type, IntToDoubleFunction number) {
    Buffer buffer = Buffer.allocate(type);
    for (int i = 0; i < type.count(); i++) {
      buffer.set(i, number.applyAsDouble(i));
    }
    return NDArray.wrap(type, buffer.storage());
  }
}
