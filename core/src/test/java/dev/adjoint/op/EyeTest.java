package dev.adjoint.op;

import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import net.jqwik.api.Example;

final class EyeTest {
  @Example
  void onesOnADiagonal() {
    assertThat(run(Eye.of(DType.FLOAT64, 2))).isEqualTo(NDArray.of(1.0, 0, 0, 1).reshape(2, 2));
    for (DType dtype : DType.values()) {
      assertThat(run(Eye.of(dtype, 1))).isEqualTo(NDArray.of(1.0).reshape(1, 1).cast(dtype));
      OpContract.compilesClosely(_ -> Eye.of(dtype, 2, 3, 1));
    }
    assertThat(run(Eye.of(DType.INT32, 2, 3, 1)))
        .isEqualTo(NDArray.of(0, 1, 0, 0, 0, 1).reshape(2, 3));
    assertThat(run(Eye.of(DType.BOOL, 2, 1, -1))).isEqualTo(NDArray.of(false, true).reshape(2, 1));
  }
}
