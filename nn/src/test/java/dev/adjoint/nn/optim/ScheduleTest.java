package dev.adjoint.nn.optim;

import static dev.adjoint.Adjoint.eval;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.Tensor;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static double at(Schedule schedule, int step) {
    return eval(schedule.factor(Tensor.scalar(step))).item();
  }

  @Test
  void aConstantStaysOne() {
    assertThat(at(Schedule.constant(), 1000)).isEqualTo(1);
  }

  @Test
  void stepsFallAtOnce() {
    Schedule schedule = Schedule.steps(10, 0.5);
    assertThat(at(schedule, 0)).isEqualTo(1);
    assertThat(at(schedule, 9)).isEqualTo(1);
    assertThat(at(schedule, 10)).isEqualTo(0.5);
    assertThat(at(schedule, 35)).isEqualTo(0.125);
  }

  @Test
  void anExponentialFallsByAFactor() {
    assertThat(at(Schedule.exponential(0.9), 3)).isCloseTo(0.729, within(1e-15));
  }

  @Test
  void aCosineFallsToZero() {
    Schedule schedule = Schedule.cosine(100);
    assertThat(at(schedule, 0)).isEqualTo(1);
    assertThat(at(schedule, 50)).isCloseTo(0.5, within(1e-15));
    assertThat(at(schedule, 100)).isCloseTo(0, within(1e-15));
    assertThat(at(schedule, 500)).isCloseTo(0, within(1e-15));
  }

  @Test
  void aWarmUpRisesFirst() {
    Schedule schedule = Schedule.warmUp(4, Schedule.cosine(10));
    assertThat(at(schedule, 0)).isEqualTo(0.25);
    assertThat(at(schedule, 3)).isEqualTo(1);
    assertThat(at(schedule, 4)).isEqualTo(1);
    assertThat(at(schedule, 9)).isCloseTo(0.5, within(1e-15));
  }

  /// The factors of PyTorch's OneCycleLR with total_steps 10, by its formulas.
  @Test
  void oneCycleRisesAndFalls() {
    Schedule schedule = Schedule.oneCycle(10);
    assertThat(at(schedule, 0)).isCloseTo(0.04, within(1e-15));
    assertThat(at(schedule, 1)).isCloseTo(0.52, within(1e-15));
    assertThat(at(schedule, 2)).isCloseTo(1, within(1e-15));
    double part = (1 + Math.cos(Math.PI * 3 / 7)) / 2;
    assertThat(at(schedule, 5)).isCloseTo(4e-6 + (1 - 4e-6) * part, within(1e-15));
    assertThat(at(schedule, 9)).isCloseTo(4e-6, within(1e-15));
  }

  /// The closed forms in PyTorch's documentation, at each of the first steps: StepLR,
  /// ExponentialLR, CosineAnnealingLR, LinearLR with start_factor 1/n and total_iters n − 1, and
  /// OneCycleLR by its phases.
  @Test
  void followThePublishedFormulas() {
    int total = 30;
    double peak = 0.3 * total - 1;
    for (int t = 0; t < total; t++) {
      int falls = t / 7;
      assertThat(at(Schedule.steps(7, 0.3), t)).isCloseTo(Math.pow(0.3, falls), within(1e-14));
      assertThat(at(Schedule.exponential(0.8), t)).isCloseTo(Math.pow(0.8, t), within(1e-14));
      assertThat(at(Schedule.cosine(total), t))
          .isCloseTo((1 + Math.cos(Math.PI * t / total)) / 2, within(1e-14));
      double start = 1.0 / 6;
      assertThat(at(Schedule.warmUp(6, Schedule.constant()), t))
          .isCloseTo(start + (1 - start) * Math.min(t, 5) / 5, within(1e-14));
      double one =
          t <= peak
              ? annealed(1.0 / 25, 1, t / peak)
              : annealed(1, 1.0 / 25 / 1e4, (t - peak) / (total - 1 - peak));
      assertThat(at(Schedule.oneCycle(total), t)).isCloseTo(one, within(1e-14));
    }
  }

  /// `OneCycleLR._annealing_cos`.
  private static double annealed(double start, double end, double part) {
    return end + (start - end) / 2.0 * (Math.cos(Math.PI * part) + 1);
  }

  @Test
  void misuseIsNamed() {
    for (double gamma : new double[] {0, -0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      String wanted = " with gamma " + gamma + ": it must be finite and above 0";
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Schedule.steps(10, gamma))
          .withMessage("Schedule.steps" + wanted);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Schedule.exponential(gamma))
          .withMessage("Schedule.exponential" + wanted);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.oneCycle(Integer.MIN_VALUE))
        .withMessage("Schedule.oneCycle with total -2147483648: it must be at least 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.cosine(0))
        .withMessage("Schedule.cosine with total 0: it must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.oneCycle(1))
        .withMessage("Schedule.oneCycle with total 1: it must be at least 2");
  }
}
