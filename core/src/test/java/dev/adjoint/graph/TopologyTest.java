package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopologyTest {
  /// A ladder has twice as many ways at every rung; each of its two steps is still taken once.
  @Test
  void everyNodeIsEnteredOnce() {
    List<Integer> rungs = IntStream.range(0, 5000).boxed().toList();
    var looked = new ArrayList<Integer>();
    List<Integer> order =
        Topology.sort(
            List.of(rungs.getLast(), rungs.getLast()),
            new Topology.Dependencies<Integer>() {
              @Override
              public int count(Integer rung) {
                return rung == 0 ? 0 : 2;
              }

              @Override
              public Integer at(Integer rung, int number) {
                looked.add(rung);
                return rungs.get(rung - 1);
              }
            });
    assertThat(order).isEqualTo(rungs);
    assertThat(looked).hasSize(2 * (rungs.size() - 1));
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
