package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Adjoint;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Less;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InteriorTest {
  private static final NDArray START = NDArray.of(10.0).reshape();
  private static final NDArray ROWS = NDArray.of(1.0, 2, 3, 0, 0);

  /// A sum over a sequence of five.
  private static Optional<List<NDArray>> step(boolean reversed, int... count) {
    Tensor carry = Tensor.variable(TensorType.f64());
    Tensor element = Tensor.variable(TensorType.f64());
    Graph body = Graph.of(List.of(carry, element), List.of(carry.plus(element)));
    var scan = new Scan(body, 1, 1, 5, reversed, count.length == 1, List.of());
    List<NDArray> inputs =
        count.length == 0
            ? List.of(START, ROWS)
            : List.of(NDArray.of(count).reshape(), START, ROWS);
    Node node = Node.of(scan, inputs.stream().map(Tensor::constant).toList());
    return Interior.of(node, inputs).map(Interior::arguments);
  }

  private static NDArray number(double x) {
    return NDArray.of(x).reshape();
  }

  @Test
  void theFirstStepOfALoopIsAtOneEnd() {
    assertThat(step(false)).contains(List.of(START, number(1)));
    assertThat(step(true)).contains(List.of(START, number(0)));
  }

  @Test
  void theFirstStepOfACountedLoopIsAtTheEndOfWhatCounts() {
    assertThat(step(false, 3)).contains(List.of(START, number(1)));
    assertThat(step(true, 3)).contains(List.of(START, number(3)));
  }

  @Test
  void aLoopWithoutStepsHasNothingInside() {
    assertThat(step(false, 0)).isEmpty();
    assertThat(step(true, 0)).isEmpty();
    assertThat(whileBelow(5, 4)).isPresent();
    assertThat(whileBelow(5, 5)).isEmpty();
  }

  private static Optional<Interior> whileBelow(double limit, double x) {
    Tensor start = Tensor.variable(TensorType.f64());
    Tensor y = Adjoint.whileLoop((Tensor c) -> Less.of(c, scalar(limit)), c -> c.plus(1), start);
    Node node = y.node();
    assertThat(node.outputs().getLast().dtype()).isEqualTo(DType.INT32);
    return Interior.of(
        node, node.inputs().stream().map(t -> t == start ? number(x) : t.value()).toList());
  }
}
