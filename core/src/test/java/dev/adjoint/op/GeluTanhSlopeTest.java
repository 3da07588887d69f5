package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.run;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

final class GeluTanhSlopeTest {
  /// Of arguments up to 3: farther out, what a gate of another argument leaves cancels.
  @Property(tries = 30, seed = "1")
  void contractHolds(
      @ForAll @DoubleRange(min = -3, max = 3) double x,
      @ForAll @DoubleRange(min = 0.1, max = 0.9) double s) {
    OpContract.holds(formula(GeluTanhSlope::of), NDArray.of(x), NDArray.of(s));
  }

  @Example
  void values() {
    assertThat(new GeluTanhSlope().apply(0, 0.25)).isEqualTo(0.25);
    assertThat(new GeluTanhSlope().apply(2, 0.5))
        .isCloseTo(0.5 + 0.5 * 1.5957691216057308 * (1 + 12 * 0.044715), within(1e-15));
  }

  @Example
  void isFlatOrOneFarOut() {
    Tensor x = vector(NEGATIVE_INFINITY, POSITIVE_INFINITY, 0);
    assertThat(run(GeluTanhSlope.of(x, vector(0, 1, 0.5)))).isEqualTo(NDArray.of(-0.0, 1, 0.5));
  }
}
