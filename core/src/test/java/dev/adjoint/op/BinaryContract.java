package dev.adjoint.op;

import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.close;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.listing;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for a function of two arguments, whatever it gives; [Smooth] is for those with
/// gradients.
interface BinaryContract {
  /// The op, applied.
  Tensor of(Tensor a, Tensor b);

  /// The scalar function.
  double value(double a, double b);

  /// The dtypes it takes.
  List<DType> domain();

  /// The dtype it gives.
  default DType result(DType dtype) {
    return dtype;
  }

  @Provide
  default Arbitrary<Shapes.Pair> pairs() {
    return Shapes.broadcasting();
  }

  @Property(tries = 150, seed = "3")
  default void valuesAreThoseOfTheScalarFunctionBroadcast(
      @ForAll("pairs") Shapes.Pair pair, @ForAll long seed) {
    for (DType dtype : domain()) {
      NDArray a = Numbers.special().array(new TensorType(dtype, pair.left()), seed);
      NDArray b = Numbers.special().array(new TensorType(dtype, pair.right()), ~seed);
      NDArray expected =
          OpContract.naive(
              result(dtype),
              pair.common(),
              at -> scalar(dtype, OpContract.broadcast(a, at), OpContract.broadcast(b, at)));
      close(run(of(Tensor.constant(a), Tensor.constant(b))), expected, 2);
      OpContract.compilesClosely(formula(this::of), a, b);
    }
  }

  /// i32 wraps; a product of two large ones does not fit into a double, so wrapping is done here.
  private double scalar(DType dtype, double a, double b) {
    return dtype == DType.INT32 ? valueOfInts((int) a, (int) b) : value(a, b);
  }

  /// The scalar function of i32.
  default int valueOfInts(int a, int b) {
    return (int) (long) value(a, b);
  }

  /// Of i32 and bool; with gradients, `contractHolds` says it of f64.
  @Property(tries = 30, seed = "5")
  default void ofABatchIsThatOfEach(@ForAll("pairs") Shapes.Pair pair, @ForAll long seed) {
    DType dtype = domain().getLast();
    if (!dtype.isFloating()) {
      NDArray a = Numbers.special().array(new TensorType(dtype, pair.left()), seed);
      NDArray b = Numbers.special().array(new TensorType(dtype, pair.right()), ~seed);
      OpContract.modes(formula(this::of), List.of(a, b));
    }
  }

  @Example
  default void typeIsInferredAndListed() {
    for (DType dtype : domain()) {
      TensorType type = TensorType.of(dtype, 2, 3);
      String op = op(dtype).toString().replace("[]", "");
      assertThat(listing(formula(this::of), type, type))
          .isEqualTo("%%2: %s[2,3] = %s %%0 %%1", result(dtype), op);
      assertThat(listing(formula(this::of), type, TensorType.of(dtype)))
          .isEqualTo(
              "%%2: %s[2,3] = BroadcastTo[shape=[2,3]] %%1\n%%3: %s[2,3] = %s %%0 %%2",
              dtype, result(dtype), op);
    }
  }

  private Op op(DType dtype) {
    Tensor x = Tensor.variable(TensorType.of(dtype, 2));
    return of(x, x).op();
  }

  @Example
  default void otherTypesAreErrors() {
    Op op = op(domain().getFirst());
    String name = op.name().toLowerCase(Locale.ROOT);
    DType good = domain().getFirst();
    TensorType x = TensorType.of(good, 2);
    rejects(
        () -> of(Tensor.variable(x), Tensor.variable(TensorType.of(good, 3))),
        "%s of %s[2] and %s[3]: shapes [2] and [3] do not broadcast: axis -1 is 2 in one and 3 in the other"
            .formatted(name, good, good));
    rejects(
        applied(op, x, TensorType.of(good, 3)),
        "%s of %s[2] and %s[3]: shapes differ; apply the op with on(…), which broadcasts"
            .formatted(name, good, good));
    rejects(applied(op, x), "%s of %s[2]: wants 2 inputs, but got 1".formatted(name, good));
    for (DType dtype : DType.values()) {
      Tensor other = Tensor.variable(TensorType.of(dtype, 2));
      if (dtype != good) {
        rejects(
            () -> of(Tensor.variable(x), other),
            "%s of %s[2] and %s[2]: dtypes differ; convert one with Cast.of(x, dtype)"
                .formatted(name, good, dtype));
      }
      if (!domain().contains(dtype)) {
        rejects(
            () -> of(other, other),
            "%s of %s[2] and %s[2]: wants %s; convert with Cast.of(x, dtype)"
                .formatted(name, dtype, dtype, wanted()));
      }
    }
  }

  private String wanted() {
    return String.join(" or ", domain().stream().map(DType::toString).toList());
  }

  /// With gradients by both arguments.
  interface Smooth extends BinaryContract {
    @Override
    default List<DType> domain() {
      return List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32);
    }

    /// Where the function is smooth in its first argument.
    default Numbers first() {
      return Numbers.smooth();
    }

    @Property(tries = 100, seed = "4")
    default void contractHolds(@ForAll("pairs") Shapes.Pair pair, @ForAll long seed) {
      NDArray a = first().array(new TensorType(DType.FLOAT64, pair.left()), seed);
      NDArray b = Numbers.smooth().array(new TensorType(DType.FLOAT64, pair.right()), ~seed);
      OpContract.holds(formula(this::of), a, b);
    }

    /// An op may state the product too, for speed or for its special values.
    @Property(tries = 20, seed = "12")
    default void pullbackIsTheProductWithTheDerivative(
        @ForAll("pairs") Shapes.Pair pair, @ForAll long seed) {
      TensorType type = new TensorType(DType.FLOAT64, pair.common());
      Tensor a = Tensor.constant(first().array(type, seed));
      Tensor b = Tensor.constant(Numbers.smooth().array(type, ~seed));
      Tensor v = Tensor.constant(Numbers.smooth().array(type, seed + 1));
      Tensor y = of(a, b);
      if (y.op() instanceof Elementwise.Binary op) {
        for (int input = 0; input < 2; input++) {
          Tensor product = v.times(op.derivative(input, a, b, y));
          OpContract.near(run(op.pullback(input, List.of(a, b), y, v)), run(product), 1e-14);
        }
      }
    }
  }

  /// A relation: true or false, and no gradient.
  interface Relates extends BinaryContract {
    /// Whether it holds.
    boolean holds(double a, double b);

    @Override
    default List<DType> domain() {
      return List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32);
    }

    @Override
    default DType result(DType dtype) {
      return DType.BOOL;
    }

    @Override
    default double value(double a, double b) {
      return holds(a, b) ? 1 : 0;
    }

    @Override
    default int valueOfInts(int a, int b) {
      return holds(a, b) ? 1 : 0;
    }

    /// Nobody asks for it; were it asked, a constant function has the gradient 0.
    @Example
    default void hasNoDerivative() {
      Tensor x = Tensor.variable(TensorType.of(domain().getFirst(), 2));
      Tensor y = of(x, x);
      var relation = (Relation) y.op();
      assertThat(relation.pullback(1, y.inputs(), y, y).isAll(0)).isTrue();
      assertThat(relation.derivative(1, x, x, y).isAll(0)).isTrue();
    }
  }
}
