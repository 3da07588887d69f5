package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.examples.show.Table;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Table TABLE =
      Table.of(new Table.Column("step", "%,d", 7), new Table.Column("long title", "%.2f", 4));

  @Test
  void columnsAreAlignedToTheRight() {
    assertThat(TABLE.header()).isEqualTo("   step  long title");
    assertThat(TABLE.row(10_000, 1.001)).isEqualTo(" 10,000        1.00");
    assertThat(TABLE.row(12_345_678, 1.0)).isEqualTo("12,345,678        1.00");
  }

  @Test
  void aTextStandsAsItIs() {
    assertThat(TABLE.row(0, "-")).isEqualTo("      0           -");
  }
}
