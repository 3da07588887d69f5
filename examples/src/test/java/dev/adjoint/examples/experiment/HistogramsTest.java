package dev.adjoint.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HistogramsTest {
  @Test
  void countsWhereValuesAre() {
    double[] shares = Histograms.shares(new double[] {0, 0.01, 0.5, 1}, 0, 1);
    assertThat(shares).hasSize(30);
    assertThat(shares[0]).isEqualTo(0.5);
    assertThat(shares[15]).isEqualTo(0.25);
    assertThat(shares[29]).isEqualTo(0.25);
  }

  @Test
  void whatIsOutsideCountsForTheOuterBins() {
    double[] shares = Histograms.shares(new double[] {-7, 2, 3}, -1, 1);
    assertThat(shares[0]).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(shares[29]).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-15));
  }
}
