package dev.adjoint.nn.optim;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.optim.Walks.fed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class AveragedTest {
  /// Twenty steps beside the rule, written down for one number.
  @Property(seed = "1", tries = 50)
  void followsItsRule(@ForAll long seed) {
    double[] g = Key.of(seed).normal(TensorType.f64(20)).toDoubleArray();
    double w = 1;
    for (int t = 1; t <= 20; t++) {
      double x = g[t - 1];
      w -= 0.1 * x;
      assertThat(fed(new Averaged(0.9, new Sgd(0.1)), Arrays.copyOf(g, t)))
          .isCloseTo(w, within(1e-11));
    }
  }

  @Test
  void remembersTheMean() {
    var averaged = new Averaged(0.9, new Momentum(0.1));
    Tensor w = Tensor.scalar(1);
    var state = averaged.init(w);
    double mean = 1;
    for (int t = 0; t < 5; t++) {
      var update = averaged.update(Tensor.scalar(t - 3.0), state, w);
      w = update.params();
      state = update.state();
      mean = 0.9 * mean + 0.1 * eval(w).item();
    }
    assertThat(eval(Averaged.mean(state)).item()).isCloseTo(mean, within(1e-14));
  }

  /// Each order that may be keeps the mean of the parameters that were taken.
  @Test
  void theMeanIsOfTheParametersThatWereTaken() {
    for (Optimizer optimizer :
        List.of(
            new Averaged(0.9, new Scheduled(Schedule.exponential(0.5), new Adam(0.1))),
            new Averaged(0.9, new Rated(new Adam(0.1))),
            new Averaged(0.9, new Accumulated(1, new Momentum(0.1))),
            new Accumulated(1, new Averaged(0.9, new Momentum(0.1))),
            new ClippedNorm(0.5, new Averaged(0.9, new Rated(new Adam(0.1)))),
            new WeightDecay(0.1, new ClippedValue(0.5, new Averaged(0.9, new Lbfgs(0.1, 3)))),
            new Averaged(0.9, new Groups(List.of(new Groups.Group(".*", new Adam(0.1))))))) {
      Tensor w = Tensor.scalar(1);
      var state = optimizer.init(w);
      double mean = 1;
      for (int t = 0; t < 4; t++) {
        var update = optimizer.update(Tensor.scalar(t - 2.5), state, w);
        w = Tensor.constant(eval(update.params()));
        state = eval(update.state());
        mean = 0.9 * mean + 0.1 * w.value().item();
        assertThat(Averaged.mean(state).value().item()).isCloseTo(mean, within(1e-14));
      }
      assertThat(w.value().item()).isNotEqualTo(1);
    }
  }

  /// Only every second step moves, and the mean with it.
  @Test
  void theMeanIsOfMovesInsideOfAccumulated() {
    var optimizer = new Accumulated(2, new Averaged(0.5, new Sgd(1)));
    Tensor w = Tensor.scalar(0);
    var state = optimizer.init(w);
    double[] means = {0, -0.5, -0.5, -1.25};
    for (double mean : means) {
      var update = optimizer.update(Tensor.scalar(1), state, w);
      w = Tensor.constant(eval(update.params()));
      state = eval(update.state());
      assertThat(Averaged.mean(state).value().item()).isEqualTo(mean);
    }
  }

  @Test
  void aRateIsFoundBelowAMean() {
    var optimizer = new Averaged(0.9, new Rated(new Momentum(1, 0)));
    Tensor w = Tensor.vector(1, 2);
    var state = optimizer.init(w);
    assertThat(Rated.rate(state)).isEqualTo(1);
    var slow = eval(Rated.at(0.25, state));
    assertThat(Rated.rate(slow)).isEqualTo(0.25);
    assertThat(eval(optimizer.update(w, slow, w).params())).isEqualTo(eval(w.times(0.75)));
  }

  @Test
  void ordersThatMakeNoSenseAreRefused() {
    var averaged = new Averaged(0.9, new Sgd(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Scheduled(Schedule.constant(), new ClippedNorm(1, averaged)))
        .withMessage(
            "Scheduled around Averaged: the mean would be of steps that are not scheduled; write new Averaged(decay, new Scheduled(schedule, …))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rated(averaged))
        .withMessage(
            "Rated around Averaged: the mean would be of steps at rate 1; write new Averaged(decay, new Rated(…))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Groups(List.of(new Groups.Group("x", averaged))))
        .withMessage(
            "Groups around Averaged: the mean of a group would not be found; write new Averaged(decay, new Groups(…))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Groups(List.of(new Groups.Group("x", new Rated(new Sgd(1))))))
        .withMessage(
            "Groups around Rated: the rate of a group would not be found; write new Rated(new Groups(…))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Accumulated(2, new Rated(new Sgd(1))))
        .withMessage(
            "Accumulated around Rated: the rate would not be found; write new Rated(new Accumulated(steps, …))");
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Averaged.mean(new Sgd(1).init(Tensor.scalar(1))))
        .withMessage("a state without a mean: wants that of an optimiser new Averaged(…)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Averaged(1, new Sgd(1)))
        .withMessage("Averaged with decay 1.0: it must be in [0, 1)");
  }
}
