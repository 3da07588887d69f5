package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.broadcast;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.naive;
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
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class WhereTest {
  private static Tensor choose(List<Tensor> xs) {
    return Where.of(xs.get(0), xs.get(1), xs.get(2));
  }

  @Provide
  Arbitrary<List<Shape>> triples() {
    return Shapes.any().flatMap(common -> Shapes.part(common).list().ofSize(3));
  }

  @Property(tries = 150, seed = "9")
  void contractHolds(@ForAll("triples") List<Shape> shapes, @ForAll long seed) {
    NDArray c = Numbers.ordinary().array(new TensorType(DType.BOOL, shapes.get(0)), seed);
    NDArray a = Numbers.smooth().array(new TensorType(DType.FLOAT64, shapes.get(1)), seed + 1);
    NDArray b = Numbers.smooth().array(new TensorType(DType.FLOAT64, shapes.get(2)), seed + 2);
    OpContract.holds(WhereTest::choose, c, a, b);
  }

  @Property(tries = 150, seed = "10")
  void values(@ForAll("triples") List<Shape> shapes, @ForAll long seed) {
    Shape common = shapes.stream().reduce(Shape.SCALAR, Shape::broadcast);
    NDArray c = Numbers.ordinary().array(new TensorType(DType.BOOL, shapes.get(0)), seed);
    for (DType dtype : DType.values()) {
      NDArray a = Numbers.special().array(new TensorType(dtype, shapes.get(1)), seed + 1);
      NDArray b = Numbers.special().array(new TensorType(dtype, shapes.get(2)), seed + 2);
      NDArray expected = naive(dtype, common, at -> broadcast(broadcast(c, at) != 0 ? a : b, at));
      assertThat(run(choose(Stream.of(c, a, b).map(Tensor::constant).toList())))
          .isEqualTo(expected);
      OpContract.compilesClosely(WhereTest::choose, c, a, b);
    }
  }

  @Example
  void aWildCotangentDoesNotLeak() {
    NDArray x = NDArray.of(0, 4.0);
    assertThat(
            gradient(
                formula(v -> {
                  Tensor positive = Greater.of(v, Tensor.zeros(v.type()));
                  Tensor safe = Where.of(positive, v, Tensor.ones(v.type()));
                  return Where.of(positive, safe.sqrt(), Tensor.zeros(v.type()));
                }),
                x))
        .containsExactly(NDArray.of(0, 0.25));
    Tensor c = Tensor.constant(NDArray.of(true, false));
    Tensor y = Where.of(c, vector(1, 2), vector(3, 4));
    Tensor nan = Tensor.full(y.type(), Double.NaN);
    assertThat(run(new Where().pullback(1, y.inputs(), y, nan)))
        .isEqualTo(NDArray.of(Double.NaN, 0));
    assertThat(run(new Where().pullback(2, y.inputs(), y, nan)))
        .isEqualTo(NDArray.of(0, Double.NaN));
  }

  @Example
  void aKnownConditionChooses() {
    TensorType x = TensorType.f64(9);
    simplifies(
        formula((a, b) -> Where.of(Tensor.ones(TensorType.bool(9)), a, b)), "return %0", x, x);
    simplifies(
        formula((a, b) -> Where.of(Tensor.zeros(TensorType.bool(9)), a, b)), "return %1", x, x);
    simplifies(formula(a -> Where.of(Greater.of(a, a), a, a)), "return %0", x);
    stays(formula((a, b) -> Where.of(Greater.of(a, b), a, b)), x, x);
  }

  @Example
  void listing() {
    assertThat(
            OpContract.listing(
                WhereTest::choose, TensorType.bool(2), TensorType.i32(2), TensorType.i32(2)))
        .isEqualTo("%3: i32[2] = Where %0 %1 %2");
  }

  @Example
  void otherTypesAreErrors() {
    TensorType c = TensorType.bool(2);
    TensorType x = TensorType.f64(2);
    var op = new Where();
    rejects(
        applied(op, x, x, x),
        "where of f64[2] and f64[2] and f64[2]: the condition must be bool; compare first, as with Greater.of(a, b)");
    rejects(
        applied(op, c, x, TensorType.f32(2)),
        "where of bool[2] and f64[2] and f32[2]: dtypes of the operands differ; convert one with Cast.of(x, dtype)");
    rejects(
        applied(op, TensorType.bool(), x, x),
        "where of bool[] and f64[2] and f64[2]: shapes differ; apply the op with on(…), which broadcasts");
    rejects(
        () -> Where.of(variable(TensorType.bool(3)), variable(x), variable(x)),
        "where of bool[3] and f64[2] and f64[2]: shapes [3] and [2] do not broadcast: axis -1 is 3 in one and 2 in the other");
    rejects(applied(op, c, x), "where of bool[2] and f64[2]: wants 3 inputs, but got 2");
  }
}
