package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.broadcast;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.naive;
import static dev.adjoint.op.OpContract.near;
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
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class MatMulTest {
  /// The shapes of two factors: vectors, matrices, or batches that broadcast.
  @Provide
  Arbitrary<Shapes.Pair> factors() {
    Arbitrary<Integer> size = Arbitraries.integers().between(0, 4);
    Arbitrary<Shapes.Pair> batches =
        Shapes.ofRank(0, 2)
            .flatMap(b -> Combinators.combine(Shapes.part(b), Shapes.part(b)).as(Shapes.Pair::new));
    return Combinators.combine(batches, size, size, size, Arbitraries.integers().between(0, 5))
        .as((batch, m, k, n, form) ->
            new Shapes.Pair(
                form == 0 || form == 1 ? Shape.of(k) : join(batch.left(), m, k),
                form == 1 || form == 2 ? Shape.of(k) : join(batch.right(), k, n)));
  }

  private static Shape join(Shape batch, int rows, int columns) {
    return Shape.of(
        IntStream.concat(Arrays.stream(batch.toArray()), IntStream.of(rows, columns)).toArray());
  }

  @Property(tries = 200, seed = "26")
  void elementsAreSumsOfProducts(@ForAll("factors") Shapes.Pair pair, @ForAll long seed) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      NDArray a = Numbers.ordinary().array(new TensorType(dtype, pair.left()), seed);
      NDArray b = Numbers.ordinary().array(new TensorType(dtype, pair.right()), ~seed);
      near(
          run(MatMul.of(Tensor.constant(a), Tensor.constant(b))),
          product(a, b),
          dtype == DType.FLOAT32 ? 1e-6 : 1e-14);
    }
    NDArray a = Numbers.smooth().array(new TensorType(DType.FLOAT64, pair.left()), seed);
    NDArray b = Numbers.smooth().array(new TensorType(DType.FLOAT64, pair.right()), ~seed);
    OpContract.holds(formula(MatMul::of), a, b);
    Tensor product = MatMul.of(Tensor.constant(a), Tensor.constant(b));
    while (!(product.op() instanceof MatMul)) {
      product = product.inputs().getFirst();
    }
    batches(product.op(), product.inputs().stream().map(OpContract::run).toArray(NDArray[]::new));
  }

  private static NDArray product(NDArray a, NDArray b) {
    boolean row = a.shape().rank() == 1;
    boolean column = b.shape().rank() == 1;
    Shape left = row ? join(Shape.SCALAR, 1, a.count()) : a.shape();
    Shape right = column ? join(Shape.SCALAR, b.count(), 1) : b.shape();
    NDArray p = a.reshape(left.toArray());
    NDArray q = b.reshape(right.toArray());
    Shape batch = batch(left).broadcast(batch(right));
    NDArray full =
        naive(
            a.dtype(),
            join(batch, left.size(-2), right.size(-1)),
            at -> {
              double sum = 0;
              for (int k = 0; k < left.size(-1); k++) {
                sum += at(p, at, at[at.length - 2], k) * at(q, at, k, at[at.length - 1]);
              }
              return sum;
            });
    int[] sizes = full.shape().toArray();
    int[] outer = Arrays.copyOf(sizes, sizes.length - 2);
    int[] rows = row ? new int[0] : new int[] {left.size(-2)};
    int[] columns = column ? new int[0] : new int[] {right.size(-1)};
    return full.reshape(
        IntStream.concat(
                Arrays.stream(outer), IntStream.concat(Arrays.stream(rows), Arrays.stream(columns)))
            .toArray());
  }

  private static Shape batch(Shape x) {
    return Shape.of(Arrays.copyOf(x.toArray(), x.rank() - 2));
  }

  private static double at(NDArray x, int[] at, int row, int column) {
    int[] place = at.clone();
    place[place.length - 2] = row;
    place[place.length - 1] = column;
    return broadcast(x, place);
  }

  @Example
  void listing() {
    assertThat(
            OpContract.listing(
                formula(MatMul::of), TensorType.f32(5, 2, 3), TensorType.f32(1, 3, 4)))
        .isEqualTo(
            """
            %2: f32[5,3,4] = BroadcastTo[shape=[5,3,4]] %1
            %3: f32[5,2,4] = MatMul %0 %2\
            """);
    assertThat(MatMul.of(variable(TensorType.f64(3)), variable(TensorType.f64(3))).type())
        .isEqualTo(TensorType.f64());
  }

  @Example
  void oneRightFactorMultipliesAllRowsAtOnce() {
    assertThat(
            OpContract.listing(formula(MatMul::of), TensorType.f32(5, 2, 3), TensorType.f32(3, 4)))
        .isEqualTo(
            """
            %2: f32[10,3] = Reshape[shape=[10,3]] %0
            %3: f32[10,4] = MatMul %2 %1
            %4: f32[5,2,4] = Reshape[shape=[5,2,4]] %3\
            """);
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.f32(2, 3));
    rejects(
        () -> MatMul.of(x, variable(TensorType.f32(4, 5))),
        "matmul of f32[2,3] and f32[4,5]: inner sizes 3 and 4 differ");
    rejects(
        () -> MatMul.of(x, variable(TensorType.f64(3, 5))),
        "matmul of f32[2,3] and f64[3,5]: dtypes differ; convert one with Cast.of(x, dtype)");
    rejects(
        () -> MatMul.of(x, variable(TensorType.f32())),
        "matmul of f32[2,3] and f32[]: a scalar is no matrix; multiply with times");
    rejects(
        () -> MatMul.of(variable(TensorType.i32(2, 3)), variable(TensorType.i32(3))),
        "matmul of i32[2,3] and i32[3]: wants f32 or f64; convert with Cast.of(x, dtype)");
    rejects(
        () -> MatMul.of(variable(TensorType.f32(2, 2, 3)), variable(TensorType.f32(5, 3, 4))),
        "matmul of f32[2,2,3] and f32[5,3,4]: leading axes: shapes [2] and [5] do not broadcast: axis -1 is 2 in one and 5 in the other");
    rejects(
        applied(new MatMul(), TensorType.f32(7, 2, 3), TensorType.f32(3, 4)),
        "matmul of f32[7,2,3] and f32[3,4]: leading axes differ; use MatMul.of, which broadcasts them");
    rejects(
        applied(new MatMul(), TensorType.f32(2)), "matmul of f32[2]: wants 2 inputs, but got 1");
  }
}
