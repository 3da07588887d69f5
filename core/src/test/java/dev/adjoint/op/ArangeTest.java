package dev.adjoint.op;

import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import net.jqwik.api.Example;

final class ArangeTest {
  @Example
  void equalSteps() {
    assertThat(run(Arange.of(3))).isEqualTo(NDArray.of(0, 1, 2));
    OpContract.compilesClosely(_ -> Arange.of(3));
    assertThat(Arange.of(0).value()).isEqualTo(NDArray.of(new int[0]));
    assertThat(Arange.of(2, 9, 3).value()).isEqualTo(NDArray.of(2, 5, 8));
    assertThat(Arange.of(2, 8, 3).value()).isEqualTo(NDArray.of(2, 5));
    assertThat(Arange.of(3, 0, -2).value()).isEqualTo(NDArray.of(3, 1));
    assertThat(Arange.of(3, 0, 1).value()).isEqualTo(NDArray.of(new int[0]));
    assertThat(Arange.of(Integer.MAX_VALUE - 1, Integer.MAX_VALUE, 5).value())
        .isEqualTo(NDArray.of(Integer.MAX_VALUE - 1));
  }

  @Example
  void aStepMustLeadSomewhere() {
    rejects(
        () -> Arange.of(1, 2, 0),
        "arange from 1 to 2: the step is 0; it must be positive or negative");
    rejects(() -> Arange.of(-1), "arange of -1: a number of elements is not negative");
  }
}
