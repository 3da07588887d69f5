package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ReshapeTest {
  @Property(tries = 150, seed = "15")
  void elementsKeepTheirOrder(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int[] sizes = new Random(seed).nextBoolean() ? new int[] {shape.count(), 1} : new int[] {-1};
    int[] reversed = IntStream.range(0, shape.rank()).map(k -> shape.size(-1 - k)).toArray();
    check(
        formula(x -> x.reshape(sizes)),
        shape,
        seed,
        x ->
            NDArray.wrap(
                x.type().withShape(Shape.of(sizes[0] < 0 ? new int[] {x.count()} : sizes)),
                x.storage(),
                x.offset()));
    check(
        formula(x -> x.reshape(reversed)),
        shape,
        seed,
        x -> NDArray.wrap(x.type().withShape(Shape.of(reversed)), x.storage(), x.offset()));
  }

  /// A reshape of a transposed tensor copies or not, as strides allow; the numbers are the same.
  @Property(tries = 150, seed = "16")
  void ofATransposedTensor(@ForAll("shapes") Shape shape, @ForAll long seed) {
    OpContract.holds(
        formula(x -> x.transpose().reshape(shape.toArray())),
        Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed));
  }

  /// The naive rule, bits included, for every dtype, and the contract for f64.
  private static void check(
      OpContract.Formula f, Shape shape, long seed, Function<NDArray, NDArray> rule) {
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      assertThat(run(f.apply(List.of(Tensor.constant(x))))).isEqualTo(rule.apply(x));
      OpContract.compilesClosely(f, x);
    }
    batches(f, Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed));
    OpContract.holds(f, Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed));
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.any(), Shapes.any(), Shapes.withEmpty());
  }

  @Example
  void itsOwnShapeIsNothing() {
    Tensor x = variable(TensorType.f64(2, 3));
    assertThat(x.reshape(2, -1)).isSameAs(x);
    simplifies(formula(v -> new Reshape(Shape.of(9)).on(v)), "return %0", TensorType.f64(9));
    stays(formula(v -> v.reshape(3, 3)), TensorType.f64(9));
  }

  @Example
  void twoAreOne() {
    simplifies(
        formula(v -> v.reshape(2, 6).reshape(3, 4)),
        "%1: f64[3,4] = Reshape[shape=[3,4]] %0\nreturn %1",
        TensorType.f64(12));
    simplifies(formula(v -> v.reshape(2, 6).reshape(12)), "return %0", TensorType.f64(12));
  }

  @Example
  void listing() {
    assertThat(OpContract.listing(formula(v -> v.reshape(-1, 2)), TensorType.i32(2, 3)))
        .isEqualTo("%1: i32[3,2] = Reshape[shape=[3,2]] %0");
  }

  @Example
  void otherSizesAreErrors() {
    Tensor x = variable(TensorType.f64(2, 3));
    rejects(() -> x.reshape(4), "reshape of f64[2,3]: 6 elements do not make [4], which has 4");
    for (int[] sizes : new int[][] {{4, -1}, {-1, -1}, {0, -1}, {-2, -1}, {65536, 65536, -1}}) {
      rejects(
          () -> x.reshape(sizes),
          "reshape of f64[2,3] to %s: the -1 cannot be worked out; it needs one -1 and a product of the others that divides 6"
              .formatted(Arrays.toString(sizes).replace(" ", "")));
    }
    rejects(
        () -> x.reshape(-2, 3),
        "reshape of f64[2,3]: shape [-2,3]: axis 0 has the negative size -2");
  }
}
