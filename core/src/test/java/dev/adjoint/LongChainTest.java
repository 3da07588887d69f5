package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.scalar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Depth costs no stack: long chains build, differentiate, compile and run on an ordinary thread.
final class LongChainTest {
  private static Function<Tensor, Tensor> chain(int length, Tensor factor) {
    return x -> {
      Tensor y = x;
      for (int i = 0; i < length; i++) {
        y = y.times(factor);
      }
      return y;
    };
  }

  @Test
  void aMillionNodesBuildDifferentiateCompileAndRun() {
    // The gradient has as many nodes again.
    int length = 500_000;
    double factor = 1 + 1e-6;
    // The factor is an argument, so that nothing can be computed before the program runs.
    BiFunction<Tensor, Tensor, Tensor> slopeBy =
        compile((Tensor x, Tensor c) -> grad(chain(length, c)).apply(x));
    Tensor slope = slopeBy.apply(scalar(3), scalar(factor));
    assertThat(slope.value().item()).isCloseTo(Math.pow(factor, length), within(1e-9));
  }

  @Test
  void theInterpreterAndTheListingTakeLongChains() {
    var graph = Adjoint.trace(chain(100_000, scalar(0.9999)), scalar(1));
    double value = Interpreter.run(graph, List.of(scalar(1).value())).getFirst().item();
    assertThat(value).isCloseTo(Math.pow(0.9999, 100_000), within(1e-12));
    assertThat(graph.toString().lines().count()).isEqualTo(100_003);
  }
}
