package dev.adjoint.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatisticTest {
  private record Running(Tensor scale, Statistic mean) {}

  @Test
  void isFoundWhereItStands() {
    Running a = running();
    Running b = running();
    Running c = running();
    record Model(
        Running first, List<Running> more, Map<String, Running> named, Optional<Running> none) {}
    var model = new Model(a, List.of(b), Map.of("c", c), Optional.empty());
    assertThat(Trained.tensors(model)).containsExactly(a.scale(), b.scale(), c.scale());
    assertThat(Tree.names(model)).contains("first.mean.value", "more[0].mean.value");
    assertThat(Tree.parts(model, Statistic.class))
        .containsOnlyKeys("first.mean", "more[0].mean", "named[c].mean");
  }

  private static Running running() {
    return new Running(Tensor.scalar(2), new Statistic(Tensor.scalar(5)));
  }
}
