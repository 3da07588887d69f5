package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
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
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ConcatTest {
  /// Shapes that are equal but for one axis.
  record Parts(Shape shape, int axis, List<Integer> sizes) {
    List<NDArray> arrays(DType dtype, Numbers numbers, long seed) {
      return IntStream.range(0, sizes.size())
          .mapToObj(k -> numbers.array(new TensorType(dtype, part(k)), seed + k))
          .toList();
    }

    private Shape part(int k) {
      int[] result = shape.toArray();
      result[axis] = sizes.get(k);
      return Shape.of(result);
    }
  }

  @Provide
  Arbitrary<Parts> parts() {
    return Arbitraries.oneOf(Shapes.ofRank(1, 4), Shapes.withEmpty())
        .flatMap(shape ->
            Combinators.combine(
                    Arbitraries.integers().between(0, shape.rank() - 1),
                    Arbitraries.integers().between(0, 3).list().ofMinSize(1).ofMaxSize(4))
                .as((axis, sizes) -> new Parts(shape, axis, sizes)));
  }

  @Property(tries = 200, seed = "22")
  void partsLieOneAfterTheOther(@ForAll("parts") Parts parts, @ForAll long seed) {
    int axis = parts.axis() - (seed % 2 == 0 ? 0 : parts.shape().rank());
    for (DType dtype : DType.values()) {
      List<NDArray> xs = parts.arrays(dtype, Numbers.special(), seed);
      NDArray y = run(Concat.of(axis, xs.stream().map(Tensor::constant).toList()));
      int[] sizes = parts.shape().toArray();
      sizes[parts.axis()] = parts.sizes().stream().mapToInt(Integer::intValue).sum();
      assertThat(y).isEqualTo(naive(dtype, Shape.of(sizes), at -> source(xs, parts.axis(), at)));
      OpContract.compilesClosely(ys -> Concat.of(axis, ys), xs.toArray(NDArray[]::new));
    }
    NDArray[] xs = parts.arrays(DType.FLOAT64, Numbers.smooth(), seed).toArray(NDArray[]::new);
    OpContract.holds(ys -> Concat.of(axis, ys), xs);
    batches(new Concat(parts.axis()), xs);
  }

  private static double source(List<NDArray> xs, int axis, int[] at) {
    int[] from = at.clone();
    for (NDArray x : xs) {
      if (from[axis] < x.shape().size(axis)) {
        return x.at(from);
      }
      from[axis] -= x.shape().size(axis);
    }
    throw new AssertionError("the parts are too short");
  }

  @Example
  void oneIsItself() {
    simplifies(formula(x -> Concat.of(0, x)), "return %0", TensorType.f64(9));
    stays(formula(x -> Concat.of(0, x, x)), TensorType.f64(9));
  }

  @Example
  void listing() {
    assertThat(
            OpContract.listing(
                formula((a, b) -> Concat.of(-1, a, b)), TensorType.f32(2, 1), TensorType.f32(2, 3)))
        .isEqualTo("%2: f32[2,4] = Concat[axis=1] %0 %1");
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.f64(2, 3));
    rejects(
        () -> Concat.of(0, x, variable(TensorType.f64(2, 4))),
        "concat of f64[2,3] and f64[2,4]: shapes differ beside axis 0; all other axes must be equal");
    rejects(
        () -> Concat.of(0, x, variable(TensorType.f64(2))),
        "concat of f64[2,3] and f64[2]: shapes differ beside axis 0; all other axes must be equal");
    rejects(
        () -> Concat.of(0, x, variable(TensorType.f32(2, 3))),
        "concat of f64[2,3] and f32[2,3]: dtypes differ; convert one with Cast.of(x, dtype)");
    rejects(
        () -> Concat.of(2, x),
        "concat of f64[2,3]: axis 2 does not exist in shape [2,3] of rank 2");
    rejects(
        () -> Concat.of(0, variable(TensorType.f64())),
        "concat of f64[]: axis 0 does not exist in shape [] of rank 0");
    rejects(() -> Concat.of(0), "concat of nothing: wants at least one tensor");
    rejects(applied(new Concat(0)), "concat: wants at least one input");
    rejects(
        applied(new Concat(1), TensorType.f64(2)),
        "concat of f64[2]: axis 1 does not exist in rank 1");
  }
}
