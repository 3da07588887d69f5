package dev.adjoint.op;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.TypeRuleException;
import java.util.List;
import java.util.function.BiConsumer;

/// What [Solve], [TriangularSolve] and [LeastSquares] share: the types of `A·X = B`.
///
/// @param op the op
/// @param rule what it wants of the matrix
record LinearSystem(Op op, BiConsumer<Op, List<TensorType>> rule) {
  /// Applies the op to a matrix and right sides, of which a vector is one column; leading axes
  /// broadcast.
  Tensor apply(Tensor a, Tensor b) {
    return TypeRuleException.locate(op.name(), List.of(a, b), () -> applied(a, b));
  }

  private Tensor applied(Tensor a, Tensor b) {
    check(List.of(a.type(), b.type()));
    Tensor columns = b.shape().rank() == 1 ? MatrixParts.column(b) : b;
    Shape batch = batch(a, columns);
    Tensor x = Tensor.of(op, spread(a, batch), spread(columns, batch));
    return b.shape().rank() == 1 ? x.reshape(MatrixParts.leading(x.shape(), 1).toArray()) : x;
  }

  private Shape batch(Tensor a, Tensor b) {
    try {
      return MatrixParts.leading(a.shape(), 2).broadcast(MatrixParts.leading(b.shape(), 2));
    } catch (IllegalArgumentException e) {
      throw op.error(List.of(a.type(), b.type()), "leading axes: " + e.getMessage());
    }
  }

  private static Tensor spread(Tensor x, Shape batch) {
    return x.broadcastTo(MatrixParts.append(batch, x.shape().size(-2), x.shape().size(-1)));
  }

  private void check(List<TensorType> inputs) {
    rule.accept(op, inputs);
    TypeRule.sameDType(op, inputs);
    Shape b = inputs.get(1).shape();
    if (b.rank() == 0) {
      throw op.error(inputs, "the right side must be a vector or columns of a matrix");
    }
    int rows = b.size(b.rank() == 1 ? 0 : -2);
    int wanted = inputs.getFirst().shape().size(-2);
    if (rows != wanted) {
      throw op.error(
          inputs, "the matrix has %d rows, but the right side %d".formatted(wanted, rows));
    }
  }

  /// The op of a batch; a matrix that all of it shares is decomposed once.
  List<Tensor> batched(Batch batch) {
    return batch.isMapped(0)
        ? List.of(Tensor.of(op, batch.whole(0), batch.whole(1)))
        : List.of(MatrixParts.columns(op, batch.input(0), batch.input(1)));
  }

  /// The type of the solution.
  List<TensorType> types(List<TensorType> inputs) {
    op.checkCount(inputs, 2);
    check(inputs);
    Shape a = inputs.get(0).shape();
    TensorType b = inputs.get(1);
    Shape leading = MatrixParts.leading(a, 2);
    if (a.rank() != b.rank() || !leading.equals(MatrixParts.leading(b.shape(), 2))) {
      throw op.error(
          inputs, "leading axes differ; use %s.of, which broadcasts them".formatted(op.name()));
    }
    return List.of(b.withShape(MatrixParts.append(leading, a.size(-1), b.shape().size(-1))));
  }
}
