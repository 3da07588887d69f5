package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.TypeRuleException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Matrix product over the last two axes: `y[…,i,j] = Σₖ a[…,i,k] · b[…,k,j]`.
///
/// Shapes: `[…,m,k]` and `[…,k,n]` give `[…,m,n]`; leading axes broadcast; a vector on the left is
/// a row, on the right a column, and its axis disappears (NumPy's `matmul`). Dtypes: f32 or f64,
/// both the same, kept. Derivatives: `ȳ·bᵀ` and `aᵀ·ȳ`.
public record MatMul() implements Routine.Contraction {
  /// {@return the matrix product}
  ///
  /// @param a the left factor
  /// @param b the right factor
  /// @throws IllegalArgumentException if the inner sizes or dtypes differ, or a factor is a scalar
  public static Tensor of(Tensor a, Tensor b) {
    var op = new MatMul();
    return TypeRuleException.locate(op.name(), List.of(a, b), () -> op.on(a, b));
  }

  private Tensor on(Tensor a, Tensor b) {
    checkFactors(a.type(), b.type());
    Tensor left = a.shape().rank() == 1 ? a.reshape(1, -1) : a;
    Tensor right = b.shape().rank() == 1 ? b.reshape(-1, 1) : b;
    if (left.shape().rank() > 2 && right.shape().rank() == 2) {
      // One product of many rows is faster than many products with one right factor.
      int inner = right.shape().size(0);
      Tensor rows = left.reshape(batch(left).count() * left.shape().size(-2), inner);
      return Tensor.of(this, rows, right).reshape(result(a, b, batch(left)));
    }
    Shape batch = commonBatch(a.type(), b.type(), batch(left), batch(right));
    Tensor y = Tensor.of(this, spread(left, batch), spread(right, batch));
    return y.reshape(result(a, b, batch));
  }

  private Shape commonBatch(TensorType a, TensorType b, Shape left, Shape right) {
    try {
      return left.broadcast(right);
    } catch (IllegalArgumentException e) {
      throw error(List.of(a, b), "leading axes: " + e.getMessage());
    }
  }

  private static Shape batch(Tensor x) {
    return x.shape().without(List.of(x.shape().rank() - 2, x.shape().rank() - 1));
  }

  private static Tensor spread(Tensor x, Shape batch) {
    return x.broadcastTo(Shape.of(join(batch, x.shape().size(-2), x.shape().size(-1))));
  }

  private static int[] result(Tensor a, Tensor b, Shape batch) {
    int[] rows = a.shape().rank() == 1 ? new int[0] : new int[] {a.shape().size(-2)};
    int[] columns = b.shape().rank() == 1 ? new int[0] : new int[] {b.shape().size(-1)};
    return join(Shape.of(join(batch, rows)), columns);
  }

  private static int[] join(Shape head, int... tail) {
    return IntStream.concat(IntStream.of(head.toArray()), IntStream.of(tail)).toArray();
  }

  private void checkFactors(TensorType a, TensorType b) {
    List<TensorType> inputs = List.of(a, b);
    if (a.rank() == 0 || b.rank() == 0) {
      throw error(inputs, "a scalar is no matrix; multiply with times");
    }
    if (a.dtype() != b.dtype()) {
      throw error(inputs, "dtypes differ; convert one with Cast.of(x, dtype)");
    }
    if (!Elementwise.FLOATING.contains(a.dtype())) {
      throw error(inputs, "wants f32 or f64; convert with Cast.of(x, dtype)");
    }
    int inner = b.shape().size(b.rank() == 1 ? 0 : -2);
    if (a.shape().size(-1) != inner) {
      throw error(inputs, "inner sizes %d and %d differ".formatted(a.shape().size(-1), inner));
    }
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 2);
    TensorType a = inputs.get(0);
    TensorType b = inputs.get(1);
    checkFactors(a, b);
    int[] sizes = a.shape().toArray();
    int[] others = b.shape().toArray();
    int rank = sizes.length;
    if (rank < 2
        || rank != others.length
        || !Arrays.equals(sizes, 0, rank - 2, others, 0, rank - 2)) {
      throw error(inputs, "leading axes differ; use MatMul.of, which broadcasts them");
    }
    sizes[rank - 1] = others[rank - 1];
    return List.of(a.withShape(Shape.of(sizes)));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer a = inputs.get(0);
    Buffer b = inputs.get(1);
    Buffer y = outputs.getFirst();
    int inner = a.type().shape().size(-1);
    int columns = y.type().shape().size(-1);
    int rows = y.type().shape().size(-2);
    for (int i = 0; i < y.count(); i++) {
      int row = i / columns;
      double sum = 0;
      for (int k = 0; k < inner; k++) {
        sum += a.value(row * inner + k) * b.value((row / rows * inner + k) * columns + i % columns);
      }
      y.set(i, sum);
    }
  }

  /// A factor that all share is not repeated: the batch's axis becomes more rows of the left factor
  /// or more columns of the right one.
  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    Tensor a = batch.input(0);
    Tensor b = batch.input(1);
    if (!batch.isMapped(1)) {
      return Optional.of(List.of(rows(a, b)));
    }
    return Optional.of(
        List.of(batch.isMapped(0) ? Tensor.of(this, a, b) : MatrixParts.columns(this, a, b)));
  }

  private Tensor rows(Tensor a, Tensor b) {
    int axis = a.shape().rank() - 3;
    Tensor inside = MoveAxis.of(a, 0, axis);
    Tensor y = Tensor.of(this, TypeRule.merged(inside, axis), b);
    return MoveAxis.of(TypeRule.split(y, axis, a.shape().size(0)), axis, 0);
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor yBar = cotangents.getFirst();
    return input == 0
        ? Tensor.of(this, yBar, Transpose.lastTwo(inputs.get(1)))
        : Tensor.of(this, Transpose.lastTwo(inputs.get(0)), yBar);
  }
}
