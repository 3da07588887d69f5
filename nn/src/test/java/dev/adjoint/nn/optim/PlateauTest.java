package dev.adjoint.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PlateauTest {
  /// PyTorch's `ReduceLROnPlateau.step`, line by line.
  @Property(seed = "1", tries = 200)
  void followsThePublishedRule(
      @ForAll @IntRange(max = 4) int patience,
      @ForAll @IntRange(max = 3) int coolDown,
      @ForAll boolean rising,
      @ForAll long seed) {
    double[] metrics = Key.of(seed).uniform(TensorType.f64(60), 1, 2).toDoubleArray();
    Plateau plateau =
        Plateau.of(0.5, patience).withThreshold(0.01).withCoolDown(coolDown).withLeast(1e-3);
    plateau = rising ? plateau.ofRising() : plateau;
    double lr = 1;
    double best = rising ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    int bad = 0;
    int cooldownCounter = 0;
    for (double metric : metrics) {
      if (rising ? metric > best * (1 + 0.01) : metric < best * (1 - 0.01)) {
        best = metric;
        bad = 0;
      } else {
        bad++;
      }
      if (cooldownCounter > 0) {
        cooldownCounter--;
        bad = 0;
      }
      if (bad > patience) {
        lr = Math.max(lr * 0.5, 1e-3);
        cooldownCounter = coolDown;
        bad = 0;
      }
      plateau = plateau.seen(metric);
      assertThat(plateau.rate()).isEqualTo(lr);
      assertThat(plateau.best()).isEqualTo(best);
    }
    assertThat(lr).isLessThan(1);
  }

  @Test
  void nanIsNotBetter() {
    Plateau plateau = Plateau.of(0.1, 1).seen(Double.NaN).seen(Double.NaN);
    assertThat(plateau.rate()).isEqualTo(0.1);
    assertThat(plateau.seen(5).best()).isEqualTo(5);
  }

  @Test
  void neverRaisesTheRate() {
    Plateau fallen = Plateau.of(0.1, 0).seen(1).seen(1);
    assertThat(fallen.rate()).isEqualTo(0.1);
    assertThat(fallen.withLeast(0.5).seen(1).rate()).isEqualTo(0.1);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plateau.of(1, 3))
        .withMessage("Plateau with factor 1.0: it must be above 0 and below 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plateau.of(0.5, 3).withLeast(2))
        .withMessage("Plateau with least 2.0: it must be in [0, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plateau.of(0.1, -1))
        .withMessage("Plateau with patience -1: it must be at least 0");
  }
}
