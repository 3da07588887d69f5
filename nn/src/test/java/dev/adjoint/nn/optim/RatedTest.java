package dev.adjoint.nn.optim;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.optim.Walks.Point;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class RatedTest {
  private record Progress(Point params, Optimizer.State<Point> state) {}

  private static Function<Progress, Progress> step(Optimizer optimizer, AtomicInteger traced) {
    return compile(now -> {
      traced.incrementAndGet();
      Point grads = grad(Walks::valley).apply(now.params());
      var next = optimizer.update(grads, now.state(), now.params());
      return new Progress(next.params(), next.state());
    });
  }

  /// Ten steps at rate 1, ten at 0.1, by one program, are those of two optimisers.
  @Test
  void aRateIsALearningRateThatIsNotCompiledIn() {
    var rated = new Rated(new Momentum(0.1));
    var traced = new AtomicInteger();
    Function<Progress, Progress> step = step(rated, traced);
    Progress now = eval(new Progress(Walks.UP_THE_SLOPE, rated.init(Walks.UP_THE_SLOPE)));
    double x = -7;
    double v = 0;
    for (int t = 0; t < 20; t++) {
      double rate = t < 10 ? 1 : 0.1;
      now = t == 10 ? new Progress(now.params(), eval(Rated.at(0.1, now.state()))) : now;
      assertThat(Rated.rate(now.state())).isEqualTo(rate);
      now = step.apply(now);
      v = 0.9 * v - 0.1 * x / 10;
      x += rate * v;
      assertThat(now.params().x().value().item()).isCloseTo(x, within(1e-12));
    }
    assertThat(traced).hasValue(1);
  }

  @Test
  void ofRateOneIsTheOther() {
    Point plain = Walks.run(new Adam(0.1), Walks::valley, Walks.UP_THE_SLOPE, 10);
    Point rated = Walks.run(new Rated(new Adam(0.1)), Walks::valley, Walks.UP_THE_SLOPE, 10);
    assertThat(rated.x().value().item()).isCloseTo(plain.x().value().item(), within(1e-14));
  }

  @Test
  void misuseIsNamed() {
    var state = new Adam(0.1).init(Tensor.vector(1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rated.at(0.1, state))
        .withMessage(
            "a state without a rate: wants that of an optimiser new Rated(…), not inside of Accumulated or Groups");
    var own = new Rated(new Adam(0.1)).init(Tensor.vector(1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rated.at(Double.NaN, own))
        .withMessage("Rated with rate NaN: it must be a finite number");
  }
}
