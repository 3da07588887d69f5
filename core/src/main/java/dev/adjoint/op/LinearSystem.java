package dev.adjoint.op;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// What [Solve] and [TriangularSolve] share: the types of `A·X = B`.
final class LinearSystem {
  private LinearSystem() {}

  /// Applies an op to a matrix and right sides, of which a vector is one column; leading axes
  /// broadcast.
  static Tensor apply(Op op, Tensor a, Tensor b) {
    check(op, List.of(a.type(), b.type()));
    Tensor columns = b.shape().rank() == 1 ? MatrixParts.column(b) : b;
    Shape batch = batch(op, a, columns);
    Tensor x = Tensor.of(op, spread(a, batch), spread(columns, batch));
    return b.shape().rank() == 1 ? x.reshape(MatrixParts.leading(x.shape(), 1).toArray()) : x;
  }

  private static Shape batch(Op op, Tensor a, Tensor b) {
    try {
      return MatrixParts.leading(a.shape(), 2).broadcast(MatrixParts.leading(b.shape(), 2));
    } catch (IllegalArgumentException e) {
      throw op.error(List.of(a.type(), b.type()), "leading axes: " + e.getMessage());
    }
  }

  private static Tensor spread(Tensor x, Shape batch) {
    return x.broadcastTo(
        MatrixParts.append(batch, List.of(x.shape().size(-2), x.shape().size(-1))));
  }

  private static void check(Op op, List<TensorType> inputs) {
    MatrixRoutine.checkSquare(op, inputs);
    TypeRule.sameDType(op, inputs);
    Shape b = inputs.get(1).shape();
    if (b.rank() == 0) {
      throw op.error(inputs, "the right side must be a vector or columns of a matrix");
    }
    int rows = b.size(b.rank() == 1 ? 0 : -2);
    int wanted = inputs.getFirst().shape().size(-1);
    if (rows != wanted) {
      throw op.error(inputs, "%d unknowns and %d rows differ".formatted(wanted, rows));
    }
  }

  /// The type of the solution.
  static List<TensorType> types(Op op, List<TensorType> inputs) {
    op.checkCount(inputs, 2);
    check(op, inputs);
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
    if (a.rank() != b.rank()
        || !MatrixParts.leading(a, 2).equals(MatrixParts.leading(b, 2))) {
      throw op.error(inputs, "leading axes differ; use %s.of, which broadcasts them".formatted(op.name()));
    }
    return List.of(inputs.get(1));
  }
}
