package dev.adjoint.op;

import static dev.adjoint.op.OpContract.near;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Adjoint;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.autodiff.ReverseMode;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Matrices for tests, and what holds for every routine of linear algebra.
final class LinearAlgebra {
  private LinearAlgebra() {}

  /// Square matrices of 0 to 4 rows, some in batches of one or two axes.
  static Arbitrary<Shape> squares() {
    return batches(Arbitraries.integers().between(0, 4).map(n -> new int[] {n, n}));
  }

  /// Matrices with at least as many rows as columns, of 0 to 4 columns.
  static Arbitrary<Shape> tall() {
    Arbitrary<Integer> size = Arbitraries.integers().between(0, 3);
    return batches(Combinators.combine(size, size).as((n, more) -> new int[] {n + more, n}));
  }

  private static Arbitrary<Shape> batches(Arbitrary<int[]> matrices) {
    Arbitrary<Shape> batches =
        Arbitraries.of(Shape.SCALAR, Shape.SCALAR, Shape.of(2), Shape.of(1, 3), Shape.of(0));
    return Combinators.combine(batches, matrices).as(MatrixParts::append);
  }

  /// Numbers between −1 and 1.
  static NDArray any(Shape shape, long seed) {
    return Numbers.between(-1, 1).array(new TensorType(DType.FLOAT64, shape), seed);
  }

  /// Square or tall matrices whose columns are near to orthogonal, with lengths from 2 on, each one
  /// more than the one before: they are well-conditioned, their values lie apart.
  static NDArray conditioned(Shape shape, long seed) {
    double[] x = any(shape, seed).toDoubleArray();
    int columns = shape.size(-1);
    int size = shape.size(-2) * columns;
    for (int i = 0; i < x.length; i++) {
      int row = i % size / columns;
      int column = i % columns;
      x[i] = 0.3 * x[i] + (row == column ? 2 + column : 0);
    }
    return NDArray.wrap(new TensorType(DType.FLOAT64, shape), x);
  }

  /// Symmetric positive definite matrices whose eigenvalues lie apart.
  static NDArray definite(Shape shape, long seed) {
    Tensor a = Tensor.constant(conditioned(shape, seed));
    return OpContract.run(a.matmul(Transpose.lastTwo(a)));
  }

  /// One matrix.
  static NDArray matrix(double[]... rows) {
    return NDArray.of(rows);
  }

  /// What a routine's outputs are.
  static List<NDArray> run(Routine op, NDArray... inputs) {
    Node node = Node.of(op, Stream.of(inputs).map(Tensor::constant).toList());
    CoverageHook.note(Coverage.Part.VALUE, node);
    return Interpreter.run(Graph.of(List.of(), node.outputs()), List.of());
  }

  /// Of a batch in front a routine makes what it makes of each element.
  static void isBatched(Routine op, NDArray... inputs) {
    int size = 3;
    List<List<NDArray>> parts =
        IntStream.range(0, size)
            .mapToObj(k -> Stream.of(inputs).map(x -> scaled(x, 1 + 0.1 * k)).toList())
            .toList();
    List<Tensor> whole =
        IntStream.range(0, inputs.length)
            .mapToObj(i -> stack(parts.stream().map(p -> p.get(i)).toList()))
            .toList();
    var batch = new Batch(whole, whole.stream().map(_ -> true).toList(), size);
    List<Tensor> outputs = op.batched(batch).orElseThrow();
    List<NDArray> values = Interpreter.run(Graph.of(List.of(), outputs), List.of());
    CoverageHook.note(
        Coverage.Part.VMAP, Node.of(op, Stream.of(inputs).map(Tensor::constant).toList()));
    for (int o = 0; o < values.size(); o++) {
      int output = o;
      Tensor expected =
          stack(
              parts.stream()
                  .map(part -> run(op, part.toArray(NDArray[]::new)).get(output))
                  .toList());
      assertThat(values.get(o)).isEqualTo(OpContract.run(expected));
    }
  }

  /// A matrix that the whole batch shares is read by one op, not repeated, and the solutions are
  /// those of each element.
  static void isSharedByABatch(BinaryOperator<Tensor> solve, Class<? extends Op> op, NDArray a) {
    Tensor matrix = Tensor.constant(a);
    int rows = a.shape().size(-2);
    for (Shape b : List.of(Shape.of(rows), Shape.of(rows, 2))) {
      List<NDArray> parts = IntStream.range(0, 4).mapToObj(k -> any(b, k)).toList();
      Tensor batched = Adjoint.vmap((Tensor x) -> solve.apply(matrix, x)).apply(stack(parts));
      Stream<Tensor> alone = parts.stream().map(x -> solve.apply(matrix, Tensor.constant(x)));
      assertThat(OpContract.run(batched))
          .isEqualTo(OpContract.run(stack(alone.map(OpContract::run).toList())));
      assertThat(
              Graph.of(List.of(), List.of(batched)).nodes().stream()
                  .filter(node -> op.isInstance(node.op()))
                  .map(node -> node.inputs().getFirst().shape().rank()))
          .containsExactly(2);
    }
  }

  private static NDArray scaled(NDArray x, double factor) {
    return OpContract.run(Tensor.constant(x).times(factor));
  }

  private static Tensor stack(List<NDArray> xs) {
    return Stack.of(0, xs.stream().map(Tensor::constant).toList());
  }

  /// Whether a product is what was decomposed.
  static void isNear(Tensor actual, NDArray expected) {
    near(OpContract.run(actual), expected, 1e-13);
  }

  /// `AᵀA = I`.
  static void hasOrthonormalColumns(Tensor a) {
    Tensor product = MatrixParts.product(a, a);
    isNear(product, OpContract.run(MatrixParts.identity(product.type())));
  }

  /// How many divisions a pullback is made of.
  static long quotients(UnaryOperator<Tensor> f, int... shape) {
    Tensor x = OpContract.variable(TensorType.f64(shape));
    Tensor y = f.apply(x);
    Tensor yBar = OpContract.variable(y.type());
    List<Tensor> xBar = ReverseMode.pullback(List.of(y), List.of(yBar), List.of(x));
    return Graph.of(List.of(x, yBar), xBar).nodes().stream()
        .filter(node -> node.op() instanceof Div)
        .count();
  }
}
