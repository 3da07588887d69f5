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
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for a differentiable function of one argument.
interface UnaryContract {
  /// The op, applied.
  Tensor of(Tensor x);

  /// The scalar function, said in another way where there is one.
  double value(double x);

  /// Where the function is smooth.
  default Numbers smooth() {
    return Numbers.smooth();
  }

  /// The dtypes it takes.
  default List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64);
  }

  @Provide
  default Arbitrary<Shape> shapes() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(4, Shapes.any()), net.jqwik.api.Tuple.of(1, Shapes.withEmpty()));
  }

  @Property(tries = 150, seed = "1")
  default void valuesAreThoseOfTheScalarFunction(@ForAll("shapes") Shape shape, @ForAll long seed) {
    for (DType dtype : domain()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      NDArray expected = OpContract.naive(dtype, shape, at -> scalar(dtype, x.at(at)));
      close(run(of(Tensor.constant(x))), expected, 2);
      OpContract.compilesClosely(formula(this::of), x);
    }
  }

  private double scalar(DType dtype, double x) {
    return dtype == DType.INT32 ? valueOfInt((int) x) : value(x);
  }

  /// The scalar function of i32, which wraps.
  default int valueOfInt(int x) {
    return (int) (long) value(x);
  }

  @Property(tries = 100, seed = "2")
  default void contractHolds(@ForAll("shapes") Shape shape, @ForAll long seed) {
    OpContract.holds(formula(this::of), smooth().array(new TensorType(DType.FLOAT64, shape), seed));
  }

  @Example
  default void typeIsKeptAndListed() {
    Op op = of(Tensor.variable(TensorType.f32(2, 3))).op();
    for (DType dtype : domain()) {
      assertThat(listing(formula(this::of), TensorType.of(dtype, 2, 3)))
          .isEqualTo("%%1: %s[2,3] = %s %%0", dtype, op.toString().replace("[]", ""));
    }
  }

  @Example
  default void otherTypesAreErrors() {
    Op op = of(Tensor.variable(TensorType.f32(2, 3))).op();
    String name = op.name().toLowerCase(Locale.ROOT);
    String wanted = String.join(" or ", domain().stream().map(DType::toString).toList());
    for (DType dtype : DType.values()) {
      if (!domain().contains(dtype)) {
        rejects(
            () -> of(Tensor.variable(TensorType.of(dtype, 2, 3))),
            "%s of %s[2,3]: wants %s; convert with Cast.of(x, dtype)"
                .formatted(name, dtype, wanted));
      }
    }
    rejects(
        applied(op, TensorType.f64(2), TensorType.f64(2)),
        name + " of f64[2] and f64[2]: wants 1 input, but got 2");
  }
}
