package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.compiles;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.gradients;
import static dev.adjoint.op.OpContract.modes;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class CastTest {
  @Property(tries = 150, seed = "11")
  void valuesAreThoseOfAJavaCast(@ForAll long seed) {
    for (DType from : DType.values()) {
      NDArray x = Numbers.special().array(TensorType.of(from, 20), seed);
      for (DType to : DType.values()) {
        assertThat(run(Cast.of(Tensor.constant(x), to))).isEqualTo(x.cast(to));
        assertThat(run(new Cast(to).on(Tensor.constant(x)))).isEqualTo(x.cast(to));
        compiles(formula(v -> Cast.of(v, to)), List.of(x));
      }
    }
  }

  @Property(tries = 50, seed = "12")
  void gradientIsCastBack(@ForAll long seed) {
    NDArray x = Numbers.smooth().array(TensorType.f64(2, 3), seed);
    OpContract.Formula same = formula(v -> new Cast(DType.FLOAT64).on(v).squared());
    gradients(same, List.of(x));
    modes(same, List.of(x));
    NDArray single = x.cast(DType.FLOAT32);
    assertThat(gradient(formula(v -> Cast.of(v, DType.FLOAT64).squared()), single))
        .containsExactly(
            run(Tensor.constant(single).cast(DType.FLOAT64).times(2)).cast(DType.FLOAT32));
    assertThat(gradient(formula(v -> Cast.of(v, DType.FLOAT32).times(3)), x))
        .containsExactly(NDArray.full(x.type(), 3));
  }

  @Example
  void truncatesSaturatesAndTests() {
    Tensor x = vector(2.9, -2.9, 1e10, -1e10, Double.NaN, -0.0);
    assertThat(run(Cast.of(x, DType.INT32)))
        .isEqualTo(NDArray.of(2, -2, Integer.MAX_VALUE, Integer.MIN_VALUE, 0, 0));
    assertThat(run(Cast.of(x, DType.BOOL)))
        .isEqualTo(NDArray.of(true, true, true, true, true, false));
    assertThat(run(Cast.of(vector(1e300, 0.1), DType.FLOAT32)))
        .isEqualTo(NDArray.of(Float.POSITIVE_INFINITY, 0.1f));
  }

  @Example
  void noGradientThroughInts() {
    assertThat(
            gradient(
                formula(v -> v.times(Cast.of(Cast.of(v, DType.INT32), DType.FLOAT64))),
                NDArray.of(2.5)))
        .containsExactly(NDArray.of(2.0));
    Tensor x = vector(1, 2);
    Tensor y = Cast.of(x, DType.FLOAT32);
    assertThat(new Cast(DType.FLOAT32).derivative(x, y).isAll(1)).isTrue();
    assertThat(new Cast(DType.INT32).derivative(x, y).isAll(0)).isTrue();
  }

  @Example
  void intsHaveNoDerivative() {
    Tensor ints = Tensor.constant(NDArray.of(1, 2));
    Tensor floats = ints.cast(DType.FLOAT64);
    var op = new Cast(DType.FLOAT64);
    for (Tensor x :
        List.of(op.derivative(ints, floats), op.pullback(0, List.of(ints), floats, vector(3, 4)))) {
      assertThat(x.type()).isEqualTo(TensorType.i32(2));
      assertThat(x.isAll(0)).isTrue();
    }
    assertThat(new Cast(DType.INT32).pushforward(0, List.of(floats), ints, floats).isAll(0))
        .isTrue();
  }

  @Example
  void aTangentIsCastForward() {
    Tensor x = vector(1, 2);
    Tensor y = Cast.of(x, DType.FLOAT32);
    assertThat(new Cast(DType.FLOAT32).pullback(0, List.of(x), y, y).dtype())
        .isEqualTo(DType.FLOAT64);
    assertThat(run(new Cast(DType.FLOAT32).pushforward(0, List.of(x), y, vector(3, 4))))
        .isEqualTo(NDArray.of(3f, 4));
    assertThat(new Cast(DType.INT32).pushforward(0, List.of(x), y.cast(DType.INT32), x).type())
        .isEqualTo(TensorType.i32(2));
  }

  @Example
  void toItsOwnDTypeIsNothing() {
    Tensor x = variable(TensorType.f64(2));
    assertThat(Cast.of(x, DType.FLOAT64)).isSameAs(x);
    simplifies(formula(v -> new Cast(DType.INT32).on(v)), "return %0", TensorType.i32(9));
  }

  @Example
  void aDetourThatLosesNothingIsCutShort() {
    for (DType from : DType.values()) {
      for (DType over : DType.values()) {
        for (DType to : DType.values()) {
          OpContract.Formula detour = formula(v -> new Cast(to).on(Cast.of(v, over)));
          TensorType type = TensorType.of(from, 9);
          if (over == to) {
            continue;
          }
          if (from == over) {
            stays(detour, type);
          } else if (from == DType.BOOL || (over == DType.FLOAT64 && from != DType.FLOAT64)) {
            String cast = "%%1: %s[9] = Cast[dtype=%s] %%0\nreturn %%1".formatted(to, to);
            simplifies(detour, from == to ? "return %0" : cast, type);
          } else {
            stays(detour, type);
          }
        }
      }
    }
  }

  @Example
  void listing() {
    assertThat(OpContract.listing(formula(v -> v.cast(DType.BOOL)), TensorType.f32(2)))
        .isEqualTo("%1: bool[2] = Cast[dtype=bool] %0");
    rejects(applied(new Cast(DType.BOOL)), "cast: wants 1 input, but got 0");
  }
}
