package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.listing;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for a fold over axes.
interface ReductionContract {
  /// The op, applied.
  Tensor of(Tensor x, int... axes);

  /// The op, applied so that the axes stay.
  Tensor keepDims(Tensor x, int... axes);

  /// The fold of some elements.
  double fold(double[] elements);

  /// The dtypes it takes.
  default List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32);
  }

  /// Numbers for which the fold is exact enough in f32.
  default Numbers numbers() {
    return Numbers.special();
  }

  /// How near values must be, relative to the largest.
  default double tolerance(DType dtype) {
    return dtype == DType.FLOAT32 ? 2e-7 : 1e-15;
  }

  @Provide
  default Arbitrary<Shape> shapes() {
    return Shapes.any();
  }

  @Property(tries = 200, seed = "7")
  default void valuesAreThoseOfTheFold(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int[] axes = axes(shape, seed);
    for (DType dtype : domain()) {
      NDArray x = numbers().array(new TensorType(dtype, shape), seed);
      NDArray expected = naive(x, shape.axes(axes));
      near(run(of(Tensor.constant(x), axes)), expected, tolerance(dtype));
      near(
          run(keepDims(Tensor.constant(x), axes)),
          expected.reshape(shape.withOnes(shape.axes(axes)).toArray()),
          tolerance(dtype));
    }
  }

  @Property(tries = 150, seed = "8")
  default void contractHolds(@ForAll("shapes") Shape shape, @ForAll long seed) {
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    int[] axes = axes(shape, seed);
    OpContract.holds(formula(v -> of(v, axes)), x);
    OpContract.holds(formula(v -> keepDims(v, axes)), x);
  }

  @Property(tries = 50, seed = "94")
  default void ofABatchIsThatOfEach(@ForAll("shapes") Shape shape, @ForAll long seed) {
    NDArray x = Numbers.smooth().array(new TensorType(domain().getFirst(), shape), seed);
    batches(formula(v -> of(v, axes(shape, seed))), x);
  }

  /// Some axes in any order, some of them counted from the back.
  private static int[] axes(Shape shape, long seed) {
    var random = new Random(seed);
    int[] axes = random.ints(0, Math.max(1, shape.rank())).distinct().limit(shape.rank()).toArray();
    int[] some = Arrays.copyOf(axes, shape.rank() == 0 ? 0 : random.nextInt(shape.rank() + 1));
    return Arrays.stream(some).map(k -> random.nextBoolean() ? k : k - shape.rank()).toArray();
  }

  private NDArray naive(NDArray x, List<Integer> axes) {
    return OpContract.naive(
        x.dtype(),
        x.shape().without(axes),
        at -> {
          double[] elements =
              OpContract.positions(x.shape())
                  .filter(p -> Arrays.equals(at, kept(p, axes)))
                  .mapToDouble(x::at)
                  .toArray();
          double folded = fold(elements);
          return x.dtype() == DType.INT32 ? (int) (long) folded : folded;
        });
  }

  private static int[] kept(int[] position, List<Integer> axes) {
    return IntStream.range(0, position.length)
        .filter(axis -> !axes.contains(axis))
        .map(axis -> position[axis])
        .toArray();
  }

  @Example
  default void typeIsInferredAndListed() {
    String name = of(Tensor.variable(TensorType.f32(1))).op().name();
    TensorType x = TensorType.f32(2, 3, 4);
    assertThat(listing(formula(v -> of(v, -1)), x))
        .isEqualTo("%%1: f32[2,3] = %s[axes=[2]] %%0", name);
    assertThat(listing(formula(v -> of(v)), x))
        .isEqualTo("%%1: f32[] = %s[axes=[0, 1, 2]] %%0", name);
    assertThat(listing(formula(v -> keepDims(v, 2, 0)), x))
        .isEqualTo(
            "%%1: f32[3] = %s[axes=[0, 2]] %%0\n%%2: f32[1,3,1] = Reshape[shape=[1,3,1]] %%1",
            name);
  }

  @Example
  default void otherAxesAndTypesAreErrors() {
    Op op = of(Tensor.variable(TensorType.f32(2))).op();
    String name = op.name().toLowerCase(Locale.ROOT);
    Tensor x = Tensor.variable(TensorType.f64(2, 3));
    rejects(() -> of(x, 2), name + " of f64[2,3]: axis 2 does not exist in shape [2,3] of rank 2");
    rejects(
        () -> keepDims(x, 0, -2),
        name + " of f64[2,3]: axes [0, -2] of shape [2,3] name one axis twice");
    rejects(
        applied(op, TensorType.f64(2), TensorType.f64(2)),
        name + " of f64[2] and f64[2]: wants 1 input, but got 2");
  }
}
