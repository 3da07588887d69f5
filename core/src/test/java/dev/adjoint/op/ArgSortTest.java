package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.compilesClosely;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
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
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ArgSortTest {
  @Property(tries = 100, seed = "207")
  void positionsAreInStableOrder(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int axis = random.nextInt(shape.rank());
    boolean descending = random.nextBoolean();
    OpContract.Formula f = formula(x -> ArgSort.of(x, axis - shape.rank(), descending));
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      assertThat(run(f.apply(List.of(Tensor.constant(x)))))
          .isEqualTo(Along.map(x, axis, line -> order(line, descending)).cast(DType.INT32));
      compilesClosely(f, x);
      batches(f, x);
    }
  }

  /// Plus zero makes both zeros one; their comparison puts NaN last.
  static double[] order(double[] line, boolean descending) {
    Comparator<Integer> ascending = Comparator.comparingDouble(k -> line[k] + 0.0);
    return IntStream.range(0, line.length)
        .boxed()
        .sorted(descending ? ascending.reversed() : ascending)
        .mapToDouble(k -> k)
        .toArray();
  }

  @Property(tries = 20, seed = "208")
  void longLinesToo(@ForAll long seed) {
    NDArray x = Numbers.special().array(TensorType.f64((int) (Math.abs(seed) % 1000)), seed);
    assertThat(Ranking.of(x.toDoubleArray(), false))
        .isEqualTo(Arrays.stream(order(x.toDoubleArray(), false)).mapToInt(k -> (int) k).toArray());
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.ofRank(1, 3);
  }

  @Example
  void tiesNanAndZeros() {
    Tensor x = vector(3, Double.NaN, -0.0, 0.0, 3);
    assertThat(run(ArgSort.of(x, 0))).isEqualTo(NDArray.of(2, 3, 0, 4, 1));
    assertThat(run(ArgSort.of(x, 0, true))).isEqualTo(NDArray.of(1, 0, 4, 2, 3));
    assertThat(new ArgSort(0, false).pullback(0, List.of(x), List.of(), List.of()).isAll(0))
        .isTrue();
  }

  @Example
  void otherTypesAreErrors() {
    rejects(
        () -> ArgSort.of(variable(TensorType.f64(2)), 1),
        "argsort of f64[2]: axis 1 does not exist in shape [2] of rank 1");
    rejects(
        () -> ArgSort.of(variable(TensorType.bool(2)), 0),
        "argsort of bool[2]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
  }
}
