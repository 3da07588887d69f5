package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.listing;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class StopGradientTest {
  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.withEmpty();
  }

  @Property(tries = 50, seed = "1")
  void keepsEveryNumberAndHasNoGradient(@ForAll("shapes") Shape shape, @ForAll long seed) {
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      assertThat(run(StopGradient.of(Tensor.constant(x)))).isEqualTo(x);
      OpContract.compilesClosely(formula(StopGradient::of), x);
    }
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.Formula f = formula(y -> StopGradient.of(y).times(y));
    assertThat(gradient(f, x).getFirst()).isEqualTo(x);
    assertThat(second(f, x)).containsExactly(NDArray.full(x.type(), 0));
    OpContract.modes(formula(StopGradient::of), List.of(x));
    // Differences cannot tell it: that they do not is what the op is for.
    CoverageHook.note(Coverage.Part.ORDER_1, StopGradient.of(Tensor.constant(x)));
    CoverageHook.note(Coverage.Part.ORDER_2, StopGradient.of(Tensor.constant(x)));
  }

  @Example
  void isListed() {
    assertThat(listing(formula(StopGradient::of), TensorType.i32(2)))
        .isEqualTo("%1: i32[2] = StopGradient %0");
  }
}
