package dev.adjoint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Adjoint;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Tanh;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static final TensorType SQUARE = TensorType.f64(8, 8);

  /// Layers whose weights are changed by their gradients.
  private static Program update(int layers) {
    Function<List<Tensor>, Tensor> loss =
        weights -> {
          Tensor y = weights.getFirst();
          for (Tensor w : weights) {
            y = Tanh.of(y.matmul(w));
          }
          return y.sum();
        };
    Function<List<Tensor>, List<Tensor>> step =
        weights -> {
          List<Tensor> slopes = Adjoint.grad(loss).apply(weights);
          return IntStream.range(0, layers)
              .mapToObj(k -> weights.get(k).minus(slopes.get(k)))
              .toList();
        };
    return Compiler.compile(Adjoint.trace(step, Collections.nCopies(layers, Tensor.ones(SQUARE))));
  }

  private static void isInOrder(List<Step> steps) {
    var written = new HashSet<Integer>();
    for (Step step : steps) {
      assertThat(step.reads())
          .allMatch(slot ->
              slot.origin() instanceof Slot.Argument
                  || slot.origin() instanceof Slot.Fixed
                  || written.contains(slot.number()));
      step.writes().forEach(slot -> written.add(slot.number()));
    }
  }

  /// An activation for each layer, what flows back, its square with the slope, and one gradient.
  @Property(tries = 20, seed = "1")
  void gradientsAreUsedUpAtOnce(@ForAll @IntRange(min = 2, max = 40) int layers) {
    assertThat(update(layers).liveBytes()).isLessThanOrEqualTo((layers + 3L) * SQUARE.bytes());
  }

  @Property(tries = 20, seed = "2")
  void anyOrderOfTheStepsGivesOneThatRuns(
      @ForAll @IntRange(min = 2, max = 40) int layers, @ForAll long seed) {
    Program program = update(layers);
    isInOrder(program.steps());
    var shuffled = new ArrayList<>(program.steps());
    Collections.shuffle(shuffled, new Random(seed));
    int slots =
        1
            + program.steps().stream()
                .flatMap(step -> step.writes().stream())
                .mapToInt(Slot::number)
                .max()
                .orElse(0);
    List<Step> order = Schedule.of(shuffled, slots, program.results());
    isInOrder(order);
    assertThat(order).containsExactlyInAnyOrderElementsOf(program.steps());
  }

  @Test
  void whatNoResultNeedsDoesNotRun() {
    Program program = update(5);
    assertThat(Schedule.of(program.steps(), 1000, List.of())).isEmpty();
  }
}
