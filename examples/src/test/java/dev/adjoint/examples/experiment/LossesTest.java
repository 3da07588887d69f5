package dev.adjoint.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossesTest {
  private static final double[] LOSSES = {5, 1, 9, 3, 7};

  @Test
  void nearAStepIsTheMedianAroundIt() {
    assertThat(Losses.near(LOSSES, 2, 1)).isEqualTo(3);
    assertThat(Losses.near(LOSSES, 2, 10)).isEqualTo(5);
    assertThat(Losses.near(LOSSES, 0, 0)).isEqualTo(5);
  }

  @Test
  void nearAStepThatWasNotMadeIsTheLast() {
    assertThat(Losses.near(LOSSES, 100, 0)).isEqualTo(7);
  }

  @Test
  void smoothTakesMeansOfNeighbours() {
    assertThat(Losses.smooth(LOSSES, 1)).containsExactly(3, 5, 13.0 / 3, 19.0 / 3, 5);
  }
}
