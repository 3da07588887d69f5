package dev.adjoint.nn.optim;

import static dev.adjoint.nn.optim.Walks.fed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class AccumulatedTest {
  /// The means of each `k` gradients, one after another, given to the other alone.
  @Property(seed = "1", tries = 30)
  void movesAsTheOtherByMeans(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int k) {
    double[] g = Key.of(seed).normal(TensorType.f64(20)).toDoubleArray();
    double[] means =
        IntStream.range(0, 20 / k)
            .mapToDouble(i -> Arrays.stream(g, i * k, i * k + k).average().orElseThrow())
            .toArray();
    for (Optimizer inner :
        List.of(
            new Sgd(0.1),
            new Momentum(0.1),
            new Adam(0.1),
            new Scheduled(Schedule.cosine(10), new Adam(0.1)))) {
      for (int steps = 0; steps <= 20; steps++) {
        double moved = fed(inner, Arrays.copyOf(means, steps / k));
        assertThat(fed(new Accumulated(k, inner), Arrays.copyOf(g, steps)))
            .isCloseTo(moved, within(1e-12));
      }
    }
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Accumulated(0, new Sgd(1)))
        .withMessage("Accumulated with steps 0: it must be at least 1");
  }
}
