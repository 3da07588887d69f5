package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopologyTest {
  /// A ladder has twice as many ways at every rung; each node is still looked at once.
  @Test
  void everyNodeIsVisitedOnce() {
    List<Integer> rungs = IntStream.range(0, 5000).boxed().toList();
    var visited = new ArrayList<Integer>();
    List<Integer> order =
        Topology.sort(
            List.of(rungs.getLast(), rungs.getLast()),
            (rung, visitor) -> {
              visited.add(rung);
              if (rung > 0) {
                visitor.accept(rungs.get(rung - 1));
                visitor.accept(rungs.get(rung - 1));
              }
            });
    assertThat(order).isEqualTo(rungs);
    assertThat(visited).hasSize(rungs.size());
  }

  @Test
  void inputsComeInTheOrderInWhichTheyAreRead() {
    Tensor a = Tensor.scalar(1);
    Tensor b = Tensor.scalar(2);
    Tensor sum = a.plus(b);
    Tensor product = sum.times(a);
    assertThat(Graph.of(List.of(), List.of(product)).nodes())
        .containsExactly(a.node(), b.node(), sum.node(), product.node());
  }
}
