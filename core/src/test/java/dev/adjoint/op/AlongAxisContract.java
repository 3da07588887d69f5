package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for the softmax and its relatives.
interface AlongAxisContract {
  /// The op, applied.
  Tensor of(Tensor x, int axis);

  /// The op along the last axis.
  Tensor of(Tensor x);

  /// The plain formula over one row, for moderate numbers: element `k`, or the only one.
  double element(double[] row, int k);

  /// Whether the axis disappears.
  default boolean folds() {
    return false;
  }

  @Provide
  default Arbitrary<Shape> shapes() {
    return Shapes.ofRank(1, 4);
  }

  @Property(tries = 200, seed = "29")
  default void valuesAreThoseOfThePlainFormula(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int axis = new Random(seed).nextInt(shape.rank());
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      NDArray x = Numbers.ordinary().array(new TensorType(dtype, shape), seed);
      NDArray y = run(of(Tensor.constant(x), axis - shape.rank()));
      within(y, naive(x, axis), dtype == DType.FLOAT32 ? 1e-5 : 1e-14);
      assertThat(run(of(Tensor.constant(x)))).isEqualTo(run(of(Tensor.constant(x), -1)));
    }
  }

  private NDArray naive(NDArray x, int axis) {
    Shape target = folds() ? x.shape().without(List.of(axis)) : x.shape();
    return OpContract.naive(
        x.dtype(),
        target,
        at -> {
          int[] full = folds() ? TypeRule.insert(shape(at), axis, 0).toArray() : at;
          double[] row = new double[x.shape().size(axis)];
          for (int k = 0; k < row.length; k++) {
            int[] place = full.clone();
            place[axis] = k;
            row[k] = x.at(place);
          }
          return element(row, full[axis]);
        });
  }

  private static Shape shape(int[] sizes) {
    return Shape.of(sizes);
  }

  @Property(tries = 150, seed = "30")
  default void contractHolds(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int axis = new Random(seed).nextInt(shape.rank());
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.holds(formula(v -> of(v, axis)), x);
  }

  /// The closed pullback is that of the expansion, to order 2.
  @Property(tries = 150, seed = "31")
  default void pullbackIsThatOfTheExpansion(@ForAll("shapes") Shape shape, @ForAll long seed) {
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.Formula closed = formula(v -> of(v).squared());
    OpContract.Formula expanded =
        formula(v -> ((Composite) of(v).op()).expand(List.of(v)).squared());
    within(gradient(closed, x), gradient(expanded, x), 1e-12);
    within(second(closed, x), second(expanded, x), 1e-12);
  }

  @Property(tries = 50, seed = "94")
  default void ofABatchIsThatOfEach(@ForAll("shapes") Shape shape, @ForAll long seed) {
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    int axis = new Random(seed).nextInt(shape.rank());
    batches(of(Tensor.constant(x), axis).op(), x);
  }

  private static NDArray gradient(OpContract.Formula f, NDArray x) {
    return OpContract.gradient(f, x).getFirst();
  }

  private static NDArray second(OpContract.Formula f, NDArray x) {
    return OpContract.second(f, x).getFirst();
  }

  @Property(tries = 150, seed = "32")
  default void shiftsOfAThousandDoNotMatter(@ForAll("shapes") Shape shape, @ForAll long seed) {
    NDArray x =
        Numbers.between(-3, 3).array(new TensorType(DType.INT32, shape), seed).cast(DType.FLOAT64);
    Tensor y = of(Tensor.constant(x));
    for (double shift : new double[] {1000, -1000}) {
      Tensor shifted = of(Tensor.constant(x).plus(shift));
      within(run(shifted), run(folds() ? y.plus(shift) : y), 1e-12);
    }
  }

  @Example
  default void otherTypesAreErrors() {
    Tensor good = Tensor.variable(TensorType.f64(2, 3));
    String name = of(good).op().name().toLowerCase(Locale.ROOT);
    rejects(
        () -> of(Tensor.variable(TensorType.i32(2))),
        name + " of i32[2]: wants f32 or f64; convert with Cast.of(x, dtype)");
    rejects(
        () -> of(good, 2), name + " of f64[2,3]: axis 2 does not exist in shape [2,3] of rank 2");
    rejects(
        () -> of(Tensor.variable(TensorType.f64())),
        name + " of f64[]: axis -1 does not exist in shape [] of rank 0");
    rejects(
        () -> of(Tensor.variable(TensorType.f64(2, 0))),
        name
            + " of f64[2,0]: there are no elements over axis 1 to take it of; the axis must not be empty");
    rejects(
        applied(of(good, 1).op(), TensorType.f64(2)),
        name + " of f64[2]: axis 1 does not exist in rank 1");
  }
}
